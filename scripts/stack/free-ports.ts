import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below the range that operating systems lend to outgoing connections: a server that is killed finds its port free again.
const LOWEST = 15_000;
const HIGHEST = 32_000;

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });

/** Draws `count` different TCP ports that nobody listens on at 127.0.0.1. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
  const found = new Set<number>();
  for (let attempt = 0; found.size < count; attempt += 1) {
    if (attempt > 1000) throw new Error(`No free TCP port between ${LOWEST} and ${HIGHEST} on 127.0.0.1`);
    const port = randomInt(LOWEST, HIGHEST);
    if (await canListen(port)) found.add(port);
  }
  return [...found];
};
