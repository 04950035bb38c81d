import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** A subscriber that does nothing but count, so that the sidecar is tried and not what stands behind it. */
export interface SidecarApp {
  /** Events that came, of all topics. */
  came(): number;
  /** Whether the sidecar has asked for what is subscribed to. */
  asked(): boolean;
  /** From here on nothing is answered, or again all of it. */
  hang(hangs: boolean): void;
  /** Ends at once, as a process that is killed. */
  kill(): Promise<void>;
}

/** Listens where a sidecar looks for its subscriber. @param refuses it answers everything with 500. */
export async function startSidecarApp({ port, topics, refuses = false }: { port: number; topics: readonly string[]; refuses?: boolean }): Promise<SidecarApp> {
  let [hanging, asked, came] = [false, false, 0];
  const answer = (path: string, body: string): unknown => {
    if (path === '/dapr/subscribe') {
      asked = true;
      return topics.map((topic) => ({ pubsubname: 'banyan', topic, route: `/${topic}`, bulkSubscribe: { enabled: true, maxMessagesCount: 200, maxAwaitDurationMs: 20 } }));
    }
    if (body === '') return {};
    const { entries } = JSON.parse(body) as { entries: { entryId: string }[] };
    came += entries.length;
    return { statuses: entries.map(({ entryId }) => ({ entryId, status: 'SUCCESS' })) };
  };
  const server: Server = createServer((request, response) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      while (hanging) await setTimeout(10);
      const body = answer(request.url ?? '', Buffer.concat(parts).toString());
      response.writeHead(refuses ? 500 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    })().catch(() => response.destroy());
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    came: () => came,
    asked: () => asked,
    hang: (hangs) => {
      hanging = hangs;
    },
    kill: async () => {
      hanging = false;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
