import { setTimeout } from 'node:timers/promises';
import { BanyanFailure } from '../../contracts/failures';

/** Hands CloudEvents to the broker. */
export interface Publisher {
  /** Resolves when the broker has all of them; some may be there twice. @throws BanyanFailure BrokerUnavailable. */
  publish(topic: string, events: readonly object[]): Promise<void>;
}

export interface PublisherOptions {
  /** Where the Dapr sidecar listens. */
  readonly url: string;
  /** Name of the PubSub component. */
  readonly pubsub: string;
  /** The sidecar's API token, if it asks for one. */
  readonly token?: string;
  /** Milliseconds until a broker that does not take events is given up. */
  readonly patienceMs?: number;
}

const eventsPerRequest = 200;
const bytesPerRequest = 2 << 20;
const answerMs = 15_000;

/**
 * Publishes in bulk through a Dapr sidecar. Spoken to directly: the SDK logs the whole event where publishing fails,
 * and events hold rows.
 */
export function createPublisher({ url, pubsub, token, patienceMs = 20_000 }: PublisherOptions): Publisher {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { 'dapr-api-token': token }) };
  const send = async (topic: string, body: string): Promise<void> => {
    const address = `${url}/v1.0-alpha1/publish/bulk/${encodeURIComponent(pubsub)}/${encodeURIComponent(topic)}`;
    const response = await fetch(address, { method: 'POST', headers, body, signal: AbortSignal.timeout(answerMs) });
    // The answer names entries by number only, but it is not needed: all are sent again.
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`the sidecar answers ${response.status}`);
  };
  const sendUntilTaken = async (topic: string, body: string): Promise<void> => {
    const end = Date.now() + patienceMs;
    for (let pause = 100; ; pause = Math.min(pause * 2, 2000)) {
      try {
        return await send(topic, body);
      } catch (error) {
        if (Date.now() > end) throw new BanyanFailure('BrokerUnavailable', `${topic}: nobody takes events at ${url} for ${patienceMs} ms (${(error as Error).message})`, error);
        await setTimeout(pause);
      }
    }
  };
  return {
    publish: async (topic, events) => {
      for (const body of requestsOf(events)) await sendUntilTaken(topic, body);
    },
  };
}

/** Bodies of requests, each bounded in entries and bytes. */
function* requestsOf(events: readonly object[]): Generator<string> {
  let entries: string[] = [];
  let bytes = 0;
  for (const [number, event] of events.entries()) {
    const entry = `{"entryId":"${number}","contentType":"application/cloudevents+json","event":${JSON.stringify(event)}}`;
    if (entries.length === eventsPerRequest || (entries.length > 0 && bytes + entry.length > bytesPerRequest)) {
      yield `[${entries.join(',')}]`;
      [entries, bytes] = [[], 0];
    }
    entries.push(entry);
    bytes += entry.length;
  }
  if (entries.length > 0) yield `[${entries.join(',')}]`;
}
