import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { topicOf } from '../contracts/change-event';
import type { SubscriberConfig } from '../contracts/config';
import { mostEventsInBulk } from '../contracts/event-limits';
import { listenFault } from '../contracts/listen-fault';
import { createArrivals, type Arrivals } from '../pipeline/delivery/arrivals';
import { describeFault } from '../pipeline/delivery/describe-fault';
import { openSubscriber } from '../pipeline/delivery/open-subscriber';
import { createSidecar, type Sidecar } from '../pipeline/delivery/sidecar';
import type { Subscriber } from '../pipeline/delivery/subscriber';
import { sidecarAway } from '../pipeline/delivery/watch-publisher';
import { watchSidecar } from '../pipeline/delivery/watch-sidecar';
import { keepPresence } from '../pipeline/keep-presence';
import { isUnprepared } from '../target/failure-of';
import { createTokenCheck, type TokenCheck } from './create-token-check';
import { readBulk, UnreadableBulk } from './read-bulk';

/** A subscriber that listens for its Dapr sidecar. */
export interface RunningSubscriber {
  readonly port: number;
  /** Takes no more events, ends those in hand and closes everything. */
  stop(): Promise<void>;
}

/**
 * Takes events in bulk from a Dapr sidecar. Spoken over plain HTTP: the SDK hands the events of a bulk over one by one,
 * and a transaction for each would cost what the bulk saves.
 */
export async function startSubscriber(config: SubscriberConfig, say: (line: string) => void = console.error): Promise<RunningSubscriber> {
  const subscriber = openSubscriber(config, say);
  const arrivals = createArrivals();
  const answering: Answering = { config, subscriber, arrivals, check: createTokenCheck({ token: config.BANYAN_SUBSCRIBER_TOKEN, say }) };
  const server = createServer((request, response) => {
    answer(answering, request).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) => {
        say(`a bulk of events could not be taken: ${error instanceof UnreadableBulk ? error.message : (error as Error).name}`);
        send(response, error instanceof UnreadableBulk ? error.status : 500, {});
      });
  });
  await listen(server, config).catch(async (error: unknown) => {
    await subscriber.close();
    throw error;
  });
  const stopped = new AbortController();
  const { BANYAN_DAPR_URL: url, BANYAN_DAPR_TOKEN: token } = config;
  const known = createSidecar({ url, token });
  // Another sidecar would be refused as well.
  const sidecar: Sidecar = { ...known, subscribed: async () => (answering.check.trouble() ? undefined : known.subscribed()) };
  const watching = watchSidecar({
    unsettled: () => subscriber.unsettled(), arrived: (entity) => arrivals.since(entity), say, signal: stopped.signal,
    sidecar, restart: config.BANYAN_DAPR_STUCK === 'restart',
  });
  const leave = keepPresence(subscriber.control, {
    parts: [{ part: 'subscriber', trouble: async () => answering.check.trouble() ?? ((await sidecar.works()) ? undefined : sidecarAway(url)) }],
    failing: (error) => {
      if (!isUnprepared(error)) say(`that the subscriber is there cannot be noted: ${describeFault(error)}`);
    },
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const closed = once(server, 'close');
      stopped.abort();
      await watching;
      await leave();
      server.close();
      server.closeIdleConnections();
      await subscriber.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, { BANYAN_SUBSCRIBER_HOST: host, BANYAN_SUBSCRIBER_PORT: port }: SubscriberConfig): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw listenFault(error, { host, port, settings: { host: 'BANYAN_SUBSCRIBER_HOST', port: 'BANYAN_SUBSCRIBER_PORT' } });
  }
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface Answering {
  readonly config: SubscriberConfig;
  readonly subscriber: Subscriber;
  readonly arrivals: Arrivals;
  readonly check: TokenCheck;
}

async function answer({ config, subscriber, arrivals, check }: Answering, request: IncomingMessage): Promise<Answer> {
  const asked = `${request.method} ${request.url}`;
  if (asked === 'GET /healthz') return { status: 200, body: {} };
  const entity = /^POST \/events\/([a-z0-9-]+)$/.exec(asked)?.[1];
  // What the sidecar asks beside these (its configuration, actors) is asked of every program, and no sign of a wrong token.
  if (asked !== 'GET /dapr/subscribe' && entity === undefined) return { status: 404, body: {} };
  if (!check.admits(request.headers['dapr-api-token']?.toString())) return { status: 401, body: {} };
  if (entity === undefined) return { status: 200, body: subscriptions(config, subscriber.entities) };
  if (!subscriber.entities.includes(entity)) return { status: 404, body: {} };
  return arrivals.during(entity, async () => {
    const { entries } = await readBulk(request);
    const receipts = await subscriber.receive(entity, entries.map((entry) => entry.event));
    return { status: 200, body: { statuses: entries.map(({ entryId }, index) => ({ entryId, status: receipts[index] })) } };
  });
}

const subscriptions = (config: SubscriberConfig, entities: readonly string[]): unknown[] => entities.map((entity) => ({
  pubsubname: config.BANYAN_DAPR_PUBSUB, topic: topicOf(entity), route: `/events/${entity}`,
  bulkSubscribe: { enabled: true, maxMessagesCount: mostEventsInBulk, maxAwaitDurationMs: 20 },
}));

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
