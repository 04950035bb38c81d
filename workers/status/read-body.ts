import type { IncomingMessage } from 'node:http';
import { BanyanFailure } from '../../contracts/failures';

const longest = 65_536;

/** The body of a request. @throws InvalidInput beyond 64 kB. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longest) throw new BanyanFailure('InvalidInput', `the body is longer than ${longest} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
