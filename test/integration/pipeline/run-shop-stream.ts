import { setTimeout } from 'node:timers/promises';
import type { MigrationPlan } from '../../../contracts/plan';
import { stateEntity, statedEntities } from '../../../pipeline/entity-states';
import { openChangeSource } from '../../../pipeline/open-change-source';
import { runStream } from '../../../pipeline/run-stream';
import type { TestShop } from '../open-shop';

/** The stream of a test shop as workers run it. */
export interface RunningStream {
  /** Ends it, and tells how it ended. */
  stop(): Promise<void>;
  /** Rejects when it fails. */
  readonly ended: Promise<unknown>;
}

let serverId = 110_000 + (process.pid % 10_000);

/** Starts it; failures show when it is stopped, or in `ended`. @param reader who reads the log; Debezium's settings are in the shop's. */
export function runShopStream(shop: Pick<TestShop, 'config' | 'context'>, reader: MigrationPlan['sourceReader'] = 'binlog'): RunningStream {
  const stop = new AbortController();
  const { context } = shop;
  const ended = runStream(context, {
    source: openChangeSource({ ...shop.config, BANYAN_SOURCE_SERVER_ID: serverId++ }, context, { run: 'test', reader }), signal: stop.signal, maxRows: 500, maxMs: 20,
    pausedEntities: async () => new Set((await statedEntities(context)).map((stated) => stated.entity)),
    pauseEntity: (entity, why) => stateEntity(context, { entity, state: 'paused', why: `${why.failure}: ${why.message}` }),
  });
  // Whoever stops it learns of its failure; until then it is nobody's.
  ended.catch(() => undefined);
  return {
    ended,
    stop: async () => {
      stop.abort();
      await ended;
    },
  };
}

/** Waits until something holds. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined | false>, limitMs = 60_000): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await setTimeout(50);
  }
}
