import { STATUS_CODES, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** An answer of the gateway itself. */
export interface Refusal {
  readonly status: number;
  readonly says: string;
  readonly retryAfterSeconds?: number;
}

const bodyOf = ({ says }: Refusal): string => `${JSON.stringify({ message: says })}\n`;

/** Answers, and closes: the rest of such a connection cannot be trusted, or is not wanted. */
export function refuse(response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent) {
    // Cut short, so that nobody takes half an answer for a whole one.
    response.destroy();
    return;
  }
  const body = bodyOf(refusal);
  const headers: OutgoingHttpHeaders = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    connection: 'close',
    ...(refusal.status === 405 ? { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' } : {}),
    ...(refusal.retryAfterSeconds ? { 'retry-after': String(refusal.retryAfterSeconds) } : {}),
  };
  response.writeHead(refusal.status, headers);
  response.end(body);
}

/** Answers on a connection whose request could not be read as one. */
export function refuseSocket(socket: Duplex, refusal: Refusal): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const body = bodyOf(refusal);
  socket.end(`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? 'Error'}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`);
}
