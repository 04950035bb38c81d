/**
 * What the path of a request is good for. Routing and the upstream must never read one path in two ways, so a service
 * only gets paths that can be read in one way.
 */
export type PathReading =
  /** Routed by its bytes. */
  | { readonly kind: 'plain'; readonly path: string }
  /** May mean different things to different servers: left to Magento, unchanged, as before there was a gateway. */
  | { readonly kind: 'ambiguous' }
  /** No honest client sends it. */
  | { readonly kind: 'refused'; readonly why: string };

const ambiguous: PathReading = { kind: 'ambiguous' };
const refused = (why: string): PathReading => ({ kind: 'refused', why });

/** Characters that a segment may hold as they are (RFC 3986), and escapes. */
const ordinary = /^[A-Za-z0-9\-._~!$&'()*+,;=:@/%]*$/;
const simple = /^[A-Za-z0-9\-_/]*$/;

/** @param target the request target in origin form, with its query. */
export function readPath(target: string): PathReading {
  const query = target.indexOf('?');
  const path = query < 0 ? target : target.slice(0, query);
  if (simple.test(path) && !path.includes('//')) return { kind: 'plain', path };
  return readUnusualPath(path);
}

function readUnusualPath(path: string): PathReading {
  if (path.includes('\\') || /%5c/i.test(path)) return refused('a backslash in the path');
  if (path.includes('#')) return refused('a fragment in the path');
  // eslint's control-character rule would miss what matters here: escapes of them.
  if (/%(?:[01][0-9a-f]|7f)/i.test(path)) return refused('an escaped control character in the path');
  if (/%(?![0-9a-f]{2})/i.test(path)) return refused('a broken escape in the path');
  if (path.split('/').some(isDotSegment)) return refused('a dot segment in the path');
  if (path.includes('//') || /%2f/i.test(path) || !ordinary.test(path)) return ambiguous;
  return { kind: 'plain', path };
}

/** `.` and `..`, however they are escaped and whatever parameters follow. */
const isDotSegment = (segment: string): boolean => /^(?:\.|%2e){1,2}(?:;.*)?$/i.test(segment);
