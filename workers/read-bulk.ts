import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { mostBulkBytes } from '../contracts/event-limits';

/** What a sidecar hands over at once. */
const bulk = z.object({ entries: z.array(z.object({ entryId: z.string(), event: z.unknown() })) });

export type Bulk = z.output<typeof bulk>;

/** What was posted is no bulk of events. Its message holds nothing of what was posted. */
export class UnreadableBulk extends Error {
  /** @param status what to answer. */
  constructor(readonly status: 400 | 413, message: string) {
    super(message);
  }
}

/** Reads the body of a request. @throws UnreadableBulk. */
export async function readBulk(request: IncomingMessage): Promise<Bulk> {
  const text = await readBody(request);
  try {
    return bulk.parse(JSON.parse(text));
  } catch {
    // The cause would quote the text, and it may hold rows.
    throw new UnreadableBulk(400, 'it is not JSON, or has no entries');
  }
}

/** What is too large is read to its end and thrown away: who is cut off in the midst of it never sees an answer. */
async function readBody(request: IncomingMessage): Promise<string> {
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBulkBytes) parts = [];
    else parts.push(part);
  }
  if (bytes > mostBulkBytes) throw new UnreadableBulk(413, `its ${bytes} bytes are more than ${mostBulkBytes}, and events of Banyan's are not: somebody else publishes to these topics`);
  return Buffer.concat(parts).toString('utf8');
}
