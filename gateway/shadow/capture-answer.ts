import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { AnswerTap } from '../proxy/exchange';
import type { SeenAnswer } from '../../contracts/shadow/compare-answers';

export interface Capture extends AnswerTap {
  /** The whole answer, unpacked; undefined when it was too large, partial, or never ended. */
  seen(): Promise<SeenAnswer | undefined>;
}

/** Copies an answer while it passes by, up to a size. It never holds the answer up. */
export function captureAnswer(limit: number): Capture {
  let status = 0;
  let encoding = '';
  let chunks: Buffer[] = [];
  let size = 0;
  let whole = false;
  return {
    head: (code, headers) => {
      status = code;
      encoding = headerOf(headers, 'content-encoding');
      chunks = [];
      size = 0;
    },
    data: (chunk) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks = [];
    },
    end: () => { whole = true; },
    seen: async () => {
      if (!whole || size > limit || status === 304 || status === 206) return undefined;
      const body = await unpack(Buffer.concat(chunks), encoding, limit * 8);
      return body && { status, body };
    },
  };
}

function headerOf(headers: readonly string[], name: string): string {
  for (let i = 0; i < headers.length; i += 2) if (headers[i]!.toLowerCase() === name) return headers[i + 1]!.toLowerCase();
  return '';
}

const unpackers = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) } as const;

async function unpack(packed: Buffer, encoding: string, maxOutputLength: number): Promise<Buffer | undefined> {
  if (encoding === '' || encoding === 'identity') return packed;
  const unpacker = unpackers[encoding as keyof typeof unpackers] as ((data: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>) | undefined;
  // What cannot be unpacked cannot be compared; it is counted as skipped.
  return unpacker?.(packed, { maxOutputLength }).catch(() => undefined);
}
