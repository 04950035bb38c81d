import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Config } from '../../../contracts/config';
import { createPublisher, type Publisher } from '../../../pipeline/delivery/publisher';
import { runStream } from '../../../pipeline/run-stream';
import { stateEntity, statedEntities } from '../../../pipeline/entity-states';
import { sourceOf } from '../../../pipeline/open-context';
import { verificationSummary } from '../../../pipeline/verification-summary';
import { verifyRange } from '../../../pipeline/verify-range';
import { waitForStream } from '../../../pipeline/wait-for-stream';
import { startKillable, startProgram, type KillableProgram, type ProgramOptions } from '../../../scripts/rehearsal/program';
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
  /** One more subscriber, with some settings of its own. */
  startSubscriber(settings: Readonly<Record<string, string>>): TalkingSubscriber;
  /** A stream in a process of its own, which can be killed. */
  startPublisher(): KillableProgram;
  /** Starts the stream; default with {@link publisher}. */
  follow(publisher?: Publisher): RunningStream;
  /** Waits until everything up to now has come through. */
  settled(): Promise<void>;
  /** Compares every row of an entity on both sides. @returns how many aggregates were compared; fails the test where any differs. */
  proveEqual(entity: string): Promise<number>;
  close(): Promise<void>;
}

export interface TalkingSubscriber {
  /** Waits until it has said something. @returns all that it said. */
  said(what: RegExp): Promise<string>;
  stop(): Promise<unknown>;
}

let serverId = 80_000 + (process.pid % 10_000);
let verifications = 0;

/** Opens it; nothing is followed yet. */
export async function openDaprShop(servers: Servers): Promise<DaprShop> {
  const shop = await openShop(servers);
  const dapr = servers.stack().dapr!;
  const env = { BANYAN_TARGET_URL: urlOf('postgres', shop.config.BANYAN_TARGET_URL), ...daprSettings(dapr) };
  const logs = mkdtempSync(join(tmpdir(), 'banyan-subscriber-'));
  const program = (log: string, settings: Readonly<Record<string, string>> = {}): ProgramOptions => ({
    name: 'subscriber', script: 'workers/main.ts', args: ['subscribe'], log: join(logs, log), env: { ...env, ...settings },
  });
  const subscriber = startKillable(program('log'));
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
    startSubscriber: (settings) => {
      const options = program('another', settings);
      const running = startProgram(options);
      return { stop: () => running.stop(), said: (what) => readUntil(options.log, what) };
    },
    startPublisher: () => startKillable({
      name: 'publisher', script: 'scripts/prove-stream/follow.ts', args: ['dapr', 'binlog'], log: join(logs, 'publisher'),
      env: { ...env, BANYAN_SOURCE_URL: urlOf('mysql', shop.config.BANYAN_SOURCE_URL), BANYAN_SOURCE_SERVER_ID: String(serverId++) },
    }),
    follow: (other = publisher) => follow(shop, other),
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

const urlOf = (scheme: string, { host, port, user, password, database }: Config['BANYAN_TARGET_URL']): string =>
  `${scheme}://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`;

async function readUntil(log: string, what: RegExp): Promise<string> {
  for (const end = Date.now() + 60_000; ; await setTimeout(100)) {
    const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
    if (what.test(said)) return said;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}; it said: ${said}`);
  }
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
