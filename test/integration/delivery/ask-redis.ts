import { connect } from 'node:net';
import { once } from 'node:events';
import type { RedisServer } from '../../../scripts/stack/stack';

/** A command in the protocol of Redis. */
export const encode = (words: readonly string[]): string => `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;

/** Sends one command and returns the first line of the answer: `+OK`, `:3`. */
export async function askRedis({ host, port, password }: RedisServer, ...words: readonly string[]): Promise<string> {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect');
    socket.write(encode(['AUTH', password]) + encode(words));
    let text = '';
    for await (const part of socket) {
      text += String(part);
      const lines = text.split('\r\n');
      if (lines.length > 2) return lines[1]!;
    }
    throw new Error('Redis closed the connection');
  } finally {
    socket.destroy();
  }
}
