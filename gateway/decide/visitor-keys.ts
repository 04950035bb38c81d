import type { IncomingHttpHeaders } from 'node:http';
import type { Domain } from '../../contracts/routing';

/** What a visitor is told by. */
export interface VisitorQuestion {
  /** A plain path, or an empty text. */
  readonly path: string;
  /** Whose path it is. */
  readonly domain: Domain | undefined;
  readonly headers: IncomingHttpHeaders;
  /** The client's address. */
  readonly address: string;
}

const customerPath = /^\/rest\/(?:[A-Za-z0-9_]+\/)?V1\/customers\/(\d{1,18})(?:\/|$)/;
const cartPath = /^\/rest\/(?:[A-Za-z0-9_]+\/)?V1\/(?:guest-)?carts\/([A-Za-z0-9]{1,64})(?:\/|$)/;
const sessionCookie = /(?:^|;\s*)PHPSESSID=([A-Za-z0-9,-]{1,128})/;

/**
 * What a visitor is recognised by: customer, cart, session, the surest first; the address where a request tells nothing
 * else. A cohort goes by the first. It only decides which of two equal sides answers, so nothing here has to be proven,
 * and nothing of it is kept.
 */
export function visitorKeys({ path, domain, headers, address }: VisitorQuestion): readonly string[] {
  const { authorization, cookie } = headers;
  const bearer = authorization !== undefined && authorization.length > 7 ? authorization : undefined;
  const keys: string[] = [];
  const ofToken = bearer && customerOfToken(bearer);
  if (ofToken) keys.push(ofToken);
  if (domain === 'customer') {
    const customer = customerPath.exec(path);
    if (customer) keys.push(`customer:${customer[1]}`);
  } else if (domain === 'order') {
    const cart = cartPath.exec(path);
    if (cart && cart[1] !== 'mine') keys.push(`cart:${cart[1]}`);
  }
  // Older tokens are opaque and last as long as a login; those of programs are shared by all they ask for.
  if (bearer && !ofToken) keys.push(`session:${bearer}`);
  const session = cookie === undefined ? undefined : sessionCookie.exec(cookie)?.[1];
  if (session !== undefined) keys.push(`session:${session}`);
  if (keys.length === 0) keys.push(`address:${address}`);
  return keys;
}

/** Magento's newer tokens name their customer (`utypid` 3). */
function customerOfToken(authorization: string): string | undefined {
  const payload = /^Bearer [\w-]+\.([\w-]{4,2000})\.[\w-]*$/i.exec(authorization)?.[1];
  if (payload === undefined) return undefined;
  const claims = /"uid":\s*"?(\d{1,18})"?[,}].*"utypid":\s*"?(\d)|"utypid":\s*"?(\d)"?[,}].*"uid":\s*"?(\d{1,18})/.exec(Buffer.from(payload, 'base64url').toString('latin1'));
  return claims && (claims[2] ?? claims[3]) === '3' ? `customer:${claims[1] ?? claims[4]}` : undefined;
}
