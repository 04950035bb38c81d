/** Headers between two neighbours only (RFC 9110, 7.6.1), and what is ours alone to say to an upstream. */
const betweenNeighbours = new Set([
  'connection', 'keep-alive', 'proxy-connection', 'proxy-authenticate', 'proxy-authorization', 'proxy-authentication-info',
  'te', 'trailer', 'transfer-encoding', 'upgrade', 'expect', 'http2-settings',
]);

/** What a client may not say about itself: the gateway says it. */
const saidByGateway = /^(?:forwarded|x-forwarded-.*|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-connecting-ip|x-original-url|x-rewrite-url|x-http-method-override|x-method-override|x-http-method|x-banyan-.*|x-migration-.*|traceparent)$/;

export type HeaderFate = 'keep' | 'drop';

/** Spellings seen so far; bounded, because clients choose them. */
const spellings = new Map<string, HeaderFate>();
const mostSpellings = 2_000;

/** Whether a request header goes on to an upstream. @param name as it was sent. */
export function fateOfRequestHeader(name: string): HeaderFate {
  const known = spellings.get(name);
  if (known) return known;
  const lower = name.toLowerCase();
  // A blank and an underscore are the same to CGI: `X_Forwarded_For` would pass for the real one.
  const fate = betweenNeighbours.has(lower) || saidByGateway.test(lower) || name.includes('_') ? 'drop' : 'keep';
  if (spellings.size < mostSpellings) spellings.set(name, fate);
  return fate;
}

/** Whether a response header goes on to the client. @param name as it was sent. */
export const isHopByHop = (name: string): boolean => betweenNeighbours.has(name.toLowerCase());

const plainConnection = /^\s*(?:keep-alive|close)?\s*$/i;

/** What routes and frames a message is never for one hop only, whatever a client declares. */
const neverNominated = new Set(['close', 'keep-alive', 'host', 'content-length', 'authorization', 'cookie']);

/** Headers that a Connection header declares to be for this hop only, in lower case; undefined when there are none. */
export function nominatedBy(connection: string | undefined): ReadonlySet<string> | undefined {
  if (connection === undefined || plainConnection.test(connection)) return undefined;
  return new Set(connection.split(',').map((token) => token.trim().toLowerCase()).filter((token) => token !== '' && !neverNominated.has(token)));
}
