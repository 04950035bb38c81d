import { BanyanFailure } from '../contracts/failures';
import { noteAudit } from '../target/audit';
import { inTransaction, withTarget } from '../target/connect';
import { acceptQuarantined, readQuarantine, readQuarantineReasons, type Quarantined, type QuarantineFilter, type QuarantineReason } from '../target/read-quarantine';
import type { PipelineContext } from './context';
import { parentless } from './park-parentless';
import { projectCarriable } from './project-carriable';

const keysAtOnce = 500;

/** Which aggregates: of one entity, or one of them; all when neither is given. */
export interface QuarantineChoice {
  readonly entity?: string;
  readonly key?: number;
}

/** Aggregates in quarantine over all targets. */
export async function listQuarantine(context: PipelineContext, filter: QuarantineFilter): Promise<Quarantined[]> {
  const lists = await Promise.all(context.targets.map((target) => withTarget(target, (client) => readQuarantine(client, filter))));
  return lists.flat().slice(0, filter.limit);
}

/** The quarantine of all targets, by reason. */
export async function listQuarantineReasons(context: PipelineContext): Promise<QuarantineReason[]> {
  return (await Promise.all(context.targets.map((target) => withTarget(target, readQuarantineReasons)))).flat();
}

/** Projects quarantined aggregates again: those that can be carried by now leave the quarantine. */
export async function retryQuarantine(context: PipelineContext, choice: QuarantineChoice): Promise<{ retried: number; carried: number; still: number }> {
  const held = (await listQuarantine(context, { ...choice, limit: 1_000_000 })).filter((row) => row.reason !== parentless);
  for (const entity of new Set(held.map((row) => row.entity))) {
    const keys = held.filter((row) => row.entity === entity).map(({ key }) => key);
    for (let at = 0; at < keys.length; at += keysAtOnce) await projectCarriable(context, { entity, selection: { keys: keys.slice(at, at + keysAtOnce) } });
  }
  const still = (await listQuarantine(context, { ...choice, limit: 1_000_000 })).length;
  return { retried: held.length, carried: Math.max(0, held.length - still), still };
}

export interface Acceptance extends QuarantineChoice {
  /** The run whose audit this belongs to; `-` when none is named. */
  readonly run: string;
  readonly who: string;
  readonly because: string;
}

/**
 * Accepts that aggregates stay behind, with a reason. The audit is written first: an acceptance without its entry
 * cannot be, an entry without its acceptance is merely an attempt.
 * @returns how many were accepted.
 */
export async function acceptQuarantine(context: PipelineContext, { run, who, because, ...choice }: Acceptance): Promise<number> {
  if (because.trim() === '') throw new BanyanFailure('InvalidInput', 'an acceptance needs a reason');
  await inTransaction(context.control, (client) => noteAudit(client, { run, who, action: 'accept quarantine', why: because, detail: { ...choice } }));
  let accepted = 0;
  for (const target of context.targets) {
    const keys = await inTransaction(target, (client) => acceptQuarantined(client, { ...choice, who, because }));
    accepted += [...keys.values()].reduce((sum, list) => sum + list.length, 0);
  }
  return accepted;
}
