import { setTimeout } from 'node:timers/promises';
import type { PipelineContext } from '../../pipeline/context';
import { streamName } from '../../pipeline/wait-for-stream';
import { readBarrier } from '../../source/label';
import { withTarget } from '../../target/connect';
import { readStream } from '../../target/stream-token';
import type { PlannedKill } from './plan-kills';
import type { Killable, Victim } from './victims';

export interface Killing {
  readonly context: PipelineContext;
  readonly kills: readonly PlannedKill<Victim>[];
  readonly victims: ReadonlyMap<Victim, Killable>;
  readonly say: (line: string) => void;
}

/** What was hit. */
export interface Killed {
  readonly byVictim: Readonly<Partial<Record<Victim, number>>>;
  /** Kills at moments when changes had been loaded whose arrival was not stored yet. */
  readonly withWorkInHand: number;
}

const recoveryMs = 120_000;

/** Kills one after the other. @throws when the stream does not go on after a kill. */
export async function killAll({ context, kills, victims, say }: Killing): Promise<Killed> {
  const byVictim: Partial<Record<Victim, number>> = {};
  let withWorkInHand = 0;
  let passed = 0;
  for (const [index, { victim, recovered, afterMs, downMs }] of kills.entries()) {
    if (recovered) await goesOn(context, passed);
    await setTimeout(afterMs);
    const killable = victims.get(victim)!;
    if (await hasWorkInHand(context)) withWorkInHand += 1;
    await killable.kill();
    passed = await labelOf(context);
    await setTimeout(downMs);
    await killable.start();
    byVictim[victim] = (byVictim[victim] ?? 0) + 1;
    say(`kill ${index + 1} of ${kills.length}: ${victim}, down for ${downMs} ms${recovered ? '' : ', while others still recovered'}`);
  }
  await goesOn(context, passed);
  return { byVictim, withWorkInHand };
}

const labelOf = async (context: PipelineContext): Promise<number> =>
  (await withTarget(context.control, (client) => readStream(client, streamName)))?.label ?? 0;

/** Labels are taken for loads; the stored one follows when they have arrived. */
async function hasWorkInHand(context: PipelineContext): Promise<boolean> {
  const label = await labelOf(context);
  return (await readBarrier(context.source)) > label;
}

async function goesOn(context: PipelineContext, passed: number): Promise<void> {
  for (const end = Date.now() + recoveryMs; (await labelOf(context)) <= passed; await setTimeout(50)) {
    if (Date.now() > end) throw new Error(`the stream still stands at barrier ${passed}, ${recoveryMs / 1000} s after the last kill`);
  }
}
