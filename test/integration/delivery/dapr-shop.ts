import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createPublisher, type Publisher } from '../../../pipeline/delivery/publisher';
import { runStream } from '../../../pipeline/run-stream';
import { stateEntity, statedEntities } from '../../../pipeline/entity-states';
import { sourceOf } from '../../../pipeline/open-context';
import { verificationSummary } from '../../../pipeline/verification-summary';
import { verifyRange } from '../../../pipeline/verify-range';
import { waitForStream } from '../../../pipeline/wait-for-stream';
import { startKillable, type KillableProgram } from '../../../scripts/rehearsal/program';
import { daprSettings } from '../../../scripts/rehearsal/stream-settings';
import { createBinlogSource } from '../../../source/binlog-reader';
import { takeLabel } from '../../../source/label';
import type { Servers } from '../../servers';
import { openShop, type TestShop } from '../open-shop';
import type { RunningStream } from '../pipeline/run-shop-stream';

/** A small shop whose changes go over a real sidecar and Redis to a subscriber in a process of its own. */
export interface DaprShop {
  readonly shop: TestShop;
  readonly publisher: Publisher;
  readonly subscriber: KillableProgram;
  /** Starts the stream. */
  follow(): RunningStream;
  /** Waits until everything up to now has come through. */
  settled(): Promise<void>;
  /** Compares every row of an entity on both sides. @returns how many aggregates were compared; fails the test where any differs. */
  proveEqual(entity: string): Promise<number>;
  close(): Promise<void>;
}

let serverId = 80_000 + (process.pid % 10_000);
let verifications = 0;

/** Opens it; nothing is followed yet. */
export async function openDaprShop(servers: Servers): Promise<DaprShop> {
  const shop = await openShop(servers);
  const dapr = servers.stack().dapr!;
  const { host, port, user, password, database } = shop.config.BANYAN_TARGET_URL;
  const subscriber = startKillable({
    name: 'subscriber', script: 'workers/main.ts', args: ['subscribe'], log: join(mkdtempSync(join(tmpdir(), 'banyan-subscriber-')), 'log'),
    env: {
      BANYAN_TARGET_URL: `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`,
      ...daprSettings(dapr),
    },
  });
  const publisher = createPublisher({ url: dapr.url, pubsub: 'banyan', token: dapr.token });
  const proveEqual = async (entity: string): Promise<number> => {
    const verification = `delivery-${++verifications}`;
    await verifyRange(shop.context, { verification, entity, from: 0, to: 1_000_000, chunk: 500 });
    const summary = await verificationSummary(shop.context, verification);
    expect(summary.mismatches).toBe(0);
    return summary.entities.find((of) => of.entity === entity)!.aggregates;
  };
  return {
    shop, publisher, subscriber, proveEqual,
    follow: () => follow(shop, publisher),
    settled: async () => {
      // It says so when no stream was ever started: then it is about to be.
      while (!(await waitForStream(shop.context.control, { label: await takeLabel(shop.context.source), timeoutMs: 60_000 }))) await setTimeout(50);
    },
    close: async () => {
      await subscriber.stop();
      await shop.close();
    },
  };
}

function follow(shop: TestShop, publisher: Publisher): RunningStream {
  const stop = new AbortController();
  const running = runStream(shop.context, {
    source: createBinlogSource({ ...sourceOf(shop.config), serverId: serverId++, prefix: '' }), signal: stop.signal, maxRows: 500, maxMs: 20, publisher,
    pausedEntities: async () => new Set((await statedEntities(shop.context)).map((stated) => stated.entity)),
    pauseEntity: (entity, why) => stateEntity(shop.context, { entity, state: 'paused', why: `${why.failure}: ${why.message}` }),
  });
  // Told at the end; until then nobody looks.
  running.catch(() => undefined);
  return {
    ended: running,
    stop: async () => {
      stop.abort();
      await running;
    },
  };
}
