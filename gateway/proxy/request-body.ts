import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';

/** A body that grew beyond the limit while it came in. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** Whether a request carries a body, by its framing. */
export const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || (headers['content-length'] !== undefined && headers['content-length'] !== '0');

/**
 * The body as it is passed on, chunk by chunk. A stream of its own, because an upstream that answers early tears down
 * what it reads from, and the client's connection must live to get that answer.
 */
export function requestBody(request: IncomingMessage, limit: number): Transform {
  let seen = 0;
  const body = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      seen += chunk.length;
      if (seen > limit) done(new BodyTooLarge(`the body is larger than ${limit} bytes`));
      else done(null, chunk);
    },
  });
  request.pipe(body);
  request.once('aborted', () => body.destroy(new Error('the client went away')));
  body.once('close', () => request.unpipe(body));
  // Its end is told by whoever reads from it; without a listener an error would end the program.
  body.on('error', () => undefined);
  return body;
}
