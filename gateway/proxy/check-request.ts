import type { IncomingMessage } from 'node:http';
import type { Limits } from '../gateway-options';
import type { Refusal } from './refuse';

/** Every other method is refused. */
export const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const host = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/**
 * What is wrong with a request that Node's strict parser has let through. Whatever two servers could read in two ways is
 * refused here, before anything of it is sent on.
 */
export function checkRequest(request: IncomingMessage, limits: Pick<Limits, 'bodyBytes'>, hosts: ReadonlySet<string>): Refusal | undefined {
  const { method = '', url = '', headers } = request;
  if (!methods.has(method)) return { status: 405, says: 'this method is not served' };
  // `GET http://elsewhere/`: upstreams come from the configuration, never from a request.
  if (!url.startsWith('/')) return { status: 400, says: 'the request target must be a path' };
  const named = headers.host;
  if (named === undefined ? request.httpVersion !== '1.0' : !host.test(named)) return { status: 400, says: 'the Host header is not that of a host' };
  if (hosts.size > 0 && !hosts.has((named ?? '').toLowerCase().replace(/:\d+$/, ''))) return { status: 421, says: 'this host is not served here' };
  if (headers.upgrade !== undefined && /(?:^|,)\s*websocket\b/i.test(headers.upgrade)) return { status: 501, says: 'WebSocket is not served' };
  return checkFraming(request) ?? checkBody(headers['content-length'], limits);
}

function checkFraming({ headers, rawHeaders, httpVersion }: IncomingMessage): Refusal | undefined {
  let hosts = 0;
  let lengths = 0;
  let encodings = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    switch (name.length) {
      case 4: if (name.toLowerCase() === 'host') hosts++; break;
      case 14: if (name.toLowerCase() === 'content-length') lengths++; break;
      case 17: if (name.toLowerCase() === 'transfer-encoding') encodings++; break;
    }
  }
  if (hosts > 1) return { status: 400, says: 'more than one Host header' };
  if (lengths + encodings > 1) return { status: 400, says: 'the length of the body is said more than once' };
  if (encodings === 1 && headers['transfer-encoding']?.toLowerCase() !== 'chunked') return { status: 501, says: 'this transfer encoding is not served' };
  if (encodings === 1 && httpVersion === '1.0') return { status: 400, says: 'HTTP/1.0 knows no transfer encoding' };
  return undefined;
}

function checkBody(length: string | undefined, { bodyBytes }: Pick<Limits, 'bodyBytes'>): Refusal | undefined {
  if (length === undefined) return undefined;
  if (!/^\d{1,15}$/.test(length)) return { status: 400, says: 'the Content-Length is not a number' };
  return Number(length) > bodyBytes ? { status: 413, says: `the body is larger than ${bodyBytes} bytes` } : undefined;
}
