import { connect } from 'node:net';
import type { RedisServer } from '../../../scripts/stack/stack';
import { encode } from './ask-redis';

/** What stands in a Redis stream, the oldest first: the CloudEvents that a sidecar wrote there. */
export async function readTopic({ host, port, password }: RedisServer, topic: string): Promise<Record<string, unknown>[]> {
  const socket = connect({ host, port });
  socket.write(encode(['AUTH', password]) + encode(['XRANGE', topic, '-', '+']) + encode(['QUIT']));
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer);
  const reply = createReader(Buffer.concat(parts));
  reply();
  const entries = reply() as [id: string, fields: string[]][];
  return entries.map(([, fields]) => JSON.parse(fields[fields.indexOf('data') + 1]!) as Record<string, unknown>);
}

type Reply = string | null | Reply[];

/** Reads one answer after the other. */
function createReader(bytes: Buffer): () => Reply {
  let at = 0;
  const line = (): string => {
    const end = bytes.indexOf('\r\n', at);
    const text = bytes.toString('utf8', at, end);
    at = end + 2;
    return text;
  };
  const read = (): Reply => {
    const head = line();
    const count = Number(head.slice(1));
    if (head.startsWith('-')) throw new Error(`Redis answers ${head}`);
    if (head.startsWith('*')) return Array.from({ length: count }, read);
    if (!head.startsWith('$')) return head.slice(1);
    if (count < 0) return null;
    const text = bytes.toString('utf8', at, at + count);
    at += count + 2;
    return text;
  };
  return read;
}
