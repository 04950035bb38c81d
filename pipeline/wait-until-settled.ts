import { setTimeout } from 'node:timers/promises';
import type { CompiledEntity } from '../entities/grammar/compile';
import { withTarget } from '../target/connect';
import { isWaiting } from '../target/dirty-keys';
import { newestHeal } from '../target/heals';
import type { PipelineContext } from './context';
import { waitForMoments } from './pass-moments';
import { waitForStream } from './wait-for-stream';

export interface Settling {
  readonly keys: readonly number[];
  readonly label: number;
  readonly timeoutMs: number;
}

/**
 * Waits until the stream has passed a label and none of the keys waits to be projected again, nor any heal for its
 * second look. @returns false when keys still wait after the time-out: they are told as what they are, lag.
 */
export async function waitUntilSettled(context: PipelineContext, compiled: CompiledEntity, { keys, label, timeoutMs }: Settling): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  if (!(await waitForStream(context.control, { label, timeoutMs }))) return true;
  if (!(await waitForMoments(context, end - Date.now()))) return false;
  const target = context.targetOf(compiled.definition.service);
  const entity = compiled.definition.name;
  const healsUpTo = await withTarget(target, newestHeal);
  while (await withTarget(target, (client) => isWaiting(client, { entity, keys, healsUpTo }))) {
    if (Date.now() > end) return false;
    await setTimeout(50);
  }
  return true;
}
