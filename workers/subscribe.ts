import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { topicOf } from '../contracts/change-event';
import type { SubscriberConfig } from '../contracts/config';
import { createArrivals, type Arrivals } from '../pipeline/delivery/arrivals';
import { openSubscriber } from '../pipeline/delivery/open-subscriber';
import { createSidecar } from '../pipeline/delivery/sidecar';
import type { Subscriber } from '../pipeline/delivery/subscriber';
import { watchSidecar } from '../pipeline/delivery/watch-sidecar';

/** A subscriber that listens for its Dapr sidecar. */
export interface RunningSubscriber {
  readonly port: number;
  /** Takes no more events, ends those in hand and closes everything. */
  stop(): Promise<void>;
}

const mostBytes = 64 << 20;

const bulk = z.object({ entries: z.array(z.object({ entryId: z.string(), event: z.unknown() })) });

/**
 * Takes events in bulk from a Dapr sidecar. Spoken over plain HTTP: the SDK hands the events of a bulk over one by one,
 * and a transaction for each would cost what the bulk saves.
 */
export async function startSubscriber(config: SubscriberConfig, say: (line: string) => void = console.error): Promise<RunningSubscriber> {
  const subscriber = openSubscriber(config, say);
  const arrivals = createArrivals();
  const server = createServer((request, response) => {
    answer({ config, subscriber, arrivals }, request).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) => {
        say(`a bulk of events could not be taken: ${(error as Error).name}`);
        send(response, 500, {});
      });
  });
  server.listen(config.BANYAN_SUBSCRIBER_PORT, config.BANYAN_SUBSCRIBER_HOST);
  await once(server, 'listening');
  const stopped = new AbortController();
  const watching = watchSidecar({
    unsettled: () => subscriber.unsettled(), arrived: (entity) => arrivals.since(entity), say, signal: stopped.signal,
    sidecar: createSidecar({ url: config.BANYAN_DAPR_URL, token: config.BANYAN_DAPR_TOKEN }), restart: config.BANYAN_DAPR_STUCK === 'restart',
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const closed = once(server, 'close');
      stopped.abort();
      await watching;
      server.close();
      server.closeIdleConnections();
      await subscriber.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface Answering {
  readonly config: SubscriberConfig;
  readonly subscriber: Subscriber;
  readonly arrivals: Arrivals;
}

async function answer({ config, subscriber, arrivals }: Answering, request: IncomingMessage): Promise<Answer> {
  const path = request.url ?? '';
  if (path === '/healthz') return { status: 200, body: {} };
  if (!isKnown(config.BANYAN_SUBSCRIBER_TOKEN, request)) return { status: 401, body: {} };
  if (request.method === 'GET' && path === '/dapr/subscribe') return { status: 200, body: subscriptions(config, subscriber.entities) };
  const entity = /^\/events\/([a-z0-9-]+)$/.exec(path)?.[1];
  if (request.method !== 'POST' || entity === undefined || !subscriber.entities.includes(entity)) return { status: 404, body: {} };
  return arrivals.during(entity, async () => {
    const { entries } = bulk.parse(JSON.parse(await readBody(request)));
    const receipts = await subscriber.receive(entity, entries.map((entry) => entry.event));
    return { status: 200, body: { statuses: entries.map(({ entryId }, index) => ({ entryId, status: receipts[index] })) } };
  });
}

/** Whoever can post here can write to the target: the sidecar shows a token that only it was given. */
function isKnown(token: string | undefined, request: IncomingMessage): boolean {
  if (token === undefined) return true;
  const [shown, wanted] = [Buffer.from(String(request.headers['dapr-api-token'] ?? '')), Buffer.from(token)];
  return shown.length === wanted.length && timingSafeEqual(shown, wanted);
}

const subscriptions = (config: SubscriberConfig, entities: readonly string[]): unknown[] => entities.map((entity) => ({
  pubsubname: config.BANYAN_DAPR_PUBSUB, topic: topicOf(entity), route: `/events/${entity}`,
  bulkSubscribe: { enabled: true, maxMessagesCount: 200, maxAwaitDurationMs: 20 },
}));

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) throw new RangeError('the bulk is too large');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
