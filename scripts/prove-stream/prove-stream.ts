import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../contracts/config';
import { copyRange, defaultTuning } from '../../pipeline/copy-range';
import type { PipelineContext } from '../../pipeline/context';
import { statedEntities } from '../../pipeline/entity-states';
import { openContext } from '../../pipeline/open-context';
import { passBarrier } from '../../pipeline/pass-barrier';
import { planRanges } from '../../pipeline/plan-ranges';
import { prepareTargets } from '../../pipeline/prepare-targets';
import { listDeadLetters } from '../../pipeline/review-dead-letters';
import { prepareRun } from '../rehearsal/prepare';
import { startKillable } from '../rehearsal/program';
import { drain, proveAtRest, type RestProof } from '../rehearsal/prove-at-rest';
import { startTraffic } from '../rehearsal/traffic';
import { judgeSource, type Verdict } from '../shoppers/judge';
import type { ShopperSummary } from '../shoppers/shopper-summary';
import type { Stack } from '../stack/stack';
import { killAll, type Killed } from './kill-all';
import { planKills } from './plan-kills';
import { victimsOf } from './victims';

export interface StreamProofOptions {
  /** Its servers will be killed. */
  readonly stack: Stack;
  /** The shop, loaded already. */
  readonly database: string;
  readonly kills: number;
  readonly seed: number;
  /** Shoppers' transactions per second. */
  readonly rate: number;
  readonly delivery: 'direct' | 'dapr';
  readonly reader: 'binlog' | 'debezium';
  /** Folder for logs and accounts. */
  readonly dir: string;
  readonly say: (line: string) => void;
}

export interface StreamProof {
  readonly killed: Killed;
  readonly shoppers: ShopperSummary;
  /** The shoppers' account against the shop: what they were told is there. */
  readonly verdict: Verdict;
  /** The shop against the services. */
  readonly rest: RestProof;
  readonly deadLetters: number;
  readonly paused: readonly string[];
  /** Nothing lost and nothing wrong anywhere. */
  readonly green: boolean;
}

/**
 * Everybody whom a change passes on its way is killed at random moments, while shoppers shop. Then every row is compared:
 * the shoppers' account with the shop, and the shop with the services, by Banyan's verification and by the plain SQL of
 * the oracle.
 */
export async function proveStream(options: StreamProofOptions): Promise<StreamProof> {
  const { stack, database, delivery, reader, dir, say } = options;
  mkdirSync(dir, { recursive: true });
  const settings = await prepareRun(stack, { database, target: `proof_${options.seed}` });
  const config = parseConfig(settings);
  await prepareTargets(config);
  const context = await openContext(config);
  const publisher = startKillable({ name: 'publisher', script: 'scripts/prove-stream/follow.ts', args: [delivery, reader], env: settings, log: join(dir, 'publisher.log') });
  const subscriber = delivery === 'dapr'
    ? startKillable({ name: 'subscriber', script: 'workers/main.ts', args: ['subscribe'], env: settings, log: join(dir, 'subscriber.log') }) : undefined;
  const traffic = await startTraffic(stack.source!, { database, rate: options.rate, dir });
  try {
    await passBarrier(context, { signal: AbortSignal.timeout(60_000), onWait: () => undefined });
    say('the stream runs; everything is copied under traffic');
    await copyAll(context);
    const victims = victimsOf(stack, { publisher, subscriber });
    const killed = await killAll({ context, victims, say, kills: planKills({ ...options, victims: [...victims.keys()] }) });
    say('the shoppers stop, and every row is compared');
    const shoppers = await traffic.stop();
    await drain(context, 180_000);
    const rest = await proveAtRest(context, config, { name: 'prove-stream' });
    const { host, port, rootUser: user, rootPassword: password } = stack.source!;
    const verdict = await judgeSource(traffic.accounts, { host, port, user, password, database });
    return await sumUp(context, { killed, shoppers, verdict, rest });
  } finally {
    await Promise.all([publisher.stop(), subscriber?.stop(), traffic.program.stop()]);
    await context.close();
    // Its own folder goes with the servers.
    if (stack.dapr) copyFileSync(join(stack.dir, 'dapr', 'log'), join(dir, 'sidecar.log'));
  }
}

async function copyAll(context: PipelineContext): Promise<void> {
  for (const { entity, from, to } of await planRanges(context, { rowsPerRange: 1_000_000 })) {
    await copyRange(context, { range: { run: 'prove-stream', entity, from, to }, tuning: defaultTuning });
  }
}

async function sumUp(context: PipelineContext, found: Omit<StreamProof, 'deadLetters' | 'paused' | 'green'>): Promise<StreamProof> {
  const deadLetters = (await listDeadLetters(context, { limit: 1000 })).length;
  const paused = (await statedEntities(context)).map(({ entity }) => entity);
  const { rest: { verification, oracleDifferences }, verdict, shoppers } = found;
  const green = verification.green && oracleDifferences.length === 0 && verdict.differences.length === 0 && verdict.breaks.length === 0
    && deadLetters === 0 && paused.length === 0 && shoppers.acknowledged > 0;
  return { ...found, deadLetters, paused, green };
}
