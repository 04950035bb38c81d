import { setTimeout } from 'node:timers/promises';
import type { CompiledEntity } from '../entities/grammar/compile';
import { sourceClock, turnedBetween } from '../source/staged-versions';
import { inTransaction, withTarget } from '../target/connect';
import { noteDirty } from '../target/dirty-keys';
import { notePassed, readPassed } from '../target/staged-moments';
import type { PipelineContext } from './context';
import { startHeals, type EffectMap } from './heal';
import { streamName } from './wait-for-stream';

/** Entities of which this shop keeps several versions, one of them in force. */
const stagedEntities = (context: PipelineContext): CompiledEntity[] => context.entities().filter(({ staged, present }) => staged && present);

/** From here on no moment is missed: called before anything is read. What was noted before stays: it is seen to from there. */
export async function startMoments(context: PipelineContext): Promise<void> {
  if (stagedEntities(context).length === 0) return;
  const now = await sourceClock(context.source);
  await withTarget(context.control, async (client) => {
    if ((await readPassed(client, streamName)) === undefined) await notePassed(client, streamName, now);
  });
}

/**
 * A staged version that begins or ends leaves no trace in the log: its time comes. Aggregates of which one did since the
 * last look wait to be projected from here on, and so do those that read along from them. What was seen to is noted
 * last, so that whoever is interrupted begins again. A clock that was set back makes its moments come once more.
 * @returns how many aggregates turned.
 */
export async function passMoments(context: PipelineContext, effects: EffectMap): Promise<number> {
  const staged = stagedEntities(context);
  if (staged.length === 0) return 0;
  const now = await sourceClock(context.source);
  // Nobody noted a beginning: every moment there ever was.
  const passed = (await withTarget(context.control, (client) => readPassed(client, streamName))) ?? 1;
  if (passed === now) return 0;
  let turned = 0;
  for (const compiled of staged) {
    const keys = await turnedBetween(context.source, context.catalog().prefix, { compiled, after: Math.min(passed, now), until: Math.max(passed, now) });
    if (keys.length > 0) await noteTurned(context, { compiled, keys, effects });
    turned += keys.length;
  }
  await withTarget(context.control, (client) => notePassed(client, streamName, now));
  return turned;
}

async function noteTurned(context: PipelineContext, { compiled, keys, effects }: { compiled: CompiledEntity; keys: readonly number[]; effects: EffectMap }): Promise<void> {
  const { name, service, root } = compiled.definition;
  const readAlong = new Map((effects.get(root) ?? []).some(({ when }) => when.on === 'change') ? [[root, effects.get(root)!.filter(({ when }) => when.on === 'change')]] : []);
  await inTransaction(context.targetOf(service), (client) => noteDirty(client, { entity: name, keys, reason: 'a staged version begins or ends' }));
  await startHeals(context, readAlong, keys.map((id) => ({ table: root, column: compiled.keyColumns[0]!, id })));
}

/** Waits until the moments up to now were seen to. @returns false when the time is up. */
export async function waitForMoments(context: PipelineContext, timeoutMs: number): Promise<boolean> {
  if (stagedEntities(context).length === 0) return true;
  const now = await sourceClock(context.source);
  const end = Date.now() + timeoutMs;
  while (((await withTarget(context.control, (client) => readPassed(client, streamName))) ?? 0) < now) {
    if (Date.now() > end) return false;
    await setTimeout(50);
  }
  return true;
}
