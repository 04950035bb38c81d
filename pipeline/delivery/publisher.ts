import { setTimeout } from 'node:timers/promises';
import { mostRequestBytes } from '../../contracts/event-limits';
import { BanyanFailure } from '../../contracts/failures';
import { refusalOf } from './refusal-of';

/** Hands CloudEvents to the broker. */
export interface Publisher {
  /**
   * Resolves when the broker has all of them; some may be there twice. With none it asks whether events would be taken.
   * @throws BanyanFailure BrokerUnavailable, or BrokerRefuses where trying again would not help.
   */
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
const answerMs = 15_000;
/** A sidecar that is being replaced may refuse for a moment. */
const refusalMs = 2000;

/**
 * Publishes in bulk through a Dapr sidecar. Spoken to directly: the SDK logs the whole event where publishing fails,
 * and events hold rows.
 */
export function createPublisher({ url, pubsub, token, patienceMs = 20_000 }: PublisherOptions): Publisher {
  const headers = { 'content-type': 'application/json', ...(token === undefined ? {} : { 'dapr-api-token': token }) };
  const send = async (topic: string, body: string): Promise<void> => {
    const address = `${url}/v1.0-alpha1/publish/bulk/${encodeURIComponent(pubsub)}/${encodeURIComponent(topic)}`;
    const response = await fetch(address, { method: 'POST', headers, body, signal: AbortSignal.timeout(answerMs) });
    // Which of the entries failed is not needed: all are sent again.
    const answer = { status: response.status, body: await response.text() };
    if (response.ok) return;
    throw refusalOf(answer, { url, pubsub, topic, bytes: Buffer.byteLength(body), token: token !== undefined }) ?? new Error(`the sidecar answers ${response.status}`);
  };
  const sendUntilTaken = async (topic: string, body: string): Promise<void> => {
    const began = Date.now();
    for (let pause = 100; ; pause = Math.min(pause * 2, 2000)) {
      try {
        return await send(topic, body);
      } catch (error) {
        const refused = error instanceof BanyanFailure;
        if (Date.now() - began > (refused ? Math.min(refusalMs, patienceMs) : patienceMs)) {
          throw refused ? error : new BanyanFailure('BrokerUnavailable', `${topic}: nobody takes events at ${url} for ${patienceMs} ms (${whyOf(error as Error)})`, error);
        }
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

/** `fetch` says no more than that it failed; its cause has the code. */
const whyOf = ({ message, cause }: Error): string => (cause as { code?: string } | undefined)?.code ?? message;

/** Bodies of requests, each bounded in entries and bytes. */
function* requestsOf(events: readonly object[]): Generator<string> {
  let entries: string[] = [];
  let bytes = 0;
  for (const [number, event] of events.entries()) {
    const entry = `{"entryId":"${number}","contentType":"application/cloudevents+json","event":${JSON.stringify(event)}}`;
    const more = Buffer.byteLength(entry);
    if (entries.length === eventsPerRequest || (entries.length > 0 && bytes + more > mostRequestBytes)) {
      yield `[${entries.join(',')}]`;
      [entries, bytes] = [[], 0];
    }
    entries.push(entry);
    bytes += more;
  }
  if (entries.length > 0 || events.length === 0) yield `[${entries.join(',')}]`;
}
