import { BanyanFailure } from '../../contracts/failures';
import type { Trouble } from '../../target/presence';
import type { Publisher } from './publisher';
import type { Sidecar } from './sidecar';

/** A publisher that knows whether events are taken. */
export interface WatchedPublisher extends Publisher {
  /** What keeps events from being taken just now; undefined while they are, and while none was sent. That none at all are taken proves nothing. */
  trouble(): Promise<Trouble | undefined>;
}

export interface PublisherWatch {
  readonly publisher: Publisher;
  /** Whom it hands events to. */
  readonly sidecar: Pick<Sidecar, 'works'>;
  /** Where that is. */
  readonly url: string;
}

/** A broker that works takes a bulk within this time. */
const slowMs = 2000;

/** Watches a publisher from outside: what was handed to it and does not come back has not been taken. */
export function watchPublisher({ publisher, sidecar, url }: PublisherWatch): WatchedPublisher {
  const since = new Map<symbol, number>();
  let failed: unknown;
  return {
    publish: async (topic, events) => {
      const own = Symbol(topic);
      since.set(own, Date.now());
      try {
        await publisher.publish(topic, events);
        if (events.length > 0) failed = undefined;
      } catch (error) {
        if (events.length > 0) failed = error;
        throw error;
      } finally {
        since.delete(own);
      }
    },
    trouble: async () => {
      if (failed instanceof BanyanFailure && !failed.retryable) return { says: failed.message, remedy: failed.remedy };
      const slow = Math.min(...since.values()) < Date.now() - slowMs;
      return slow || failed !== undefined ? troubleAt(sidecar, url) : undefined;
    },
  };
}

/** The sidecar answers for itself; what stands behind it, it only finds out with an event. */
const troubleAt = async (sidecar: Pick<Sidecar, 'works'>, url: string): Promise<Trouble> => ((await sidecar.works())
  ? { says: `Redis takes no events: the Dapr sidecar at ${url} answers, and what is published does not get through`, remedy: 'see that Redis runs, and that the sidecar has its address and password (BANYAN_REDIS_HOST, BANYAN_REDIS_PASSWORD); the stream goes on by itself' }
  : sidecarAway(url));

/** Nobody answers where a sidecar should be. */
export const sidecarAway = (url: string): Trouble => (
  { says: `the Dapr sidecar at ${url} does not answer, or is not ready`, remedy: 'start it, and have something start it again when it ends; its log says why it ended' });
