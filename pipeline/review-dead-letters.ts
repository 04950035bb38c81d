import { BanyanFailure } from '../contracts/failures';
import { noteAudit } from '../target/audit';
import { inTransaction, withTarget } from '../target/connect';
import { countDeadLetters, dropDeadLetters, readDeadLetters, type DeadLetter, type DeadLetterFilter } from '../target/dead-letters';
import type { PipelineContext, TargetContext } from './context';
import { describeFault } from './delivery/describe-fault';
import { project } from './project';

/** Which dead letters: of one entity, or of one aggregate; all when neither is given. */
export interface DeadLetterChoice {
  readonly entity?: string;
  readonly key?: number;
}

const most = 1_000_000;

/** Dead letters of all targets, the oldest first. */
export async function listDeadLetters(context: TargetContext, filter: DeadLetterFilter): Promise<DeadLetter[]> {
  const lists = await Promise.all(context.targets.map((target) => withTarget(target, (client) => readDeadLetters(client, filter))));
  return lists.flat().sort((a, b) => a.firstSeen.getTime() - b.firstSeen.getTime()).slice(0, filter.limit);
}

/** How many dead letters there are, by entity. */
export async function allDeadLetters(context: TargetContext): Promise<ReadonlyMap<string, number>> {
  const all = new Map<string, number>();
  for (const target of context.targets) {
    for (const [entity, count] of await withTarget(target, countDeadLetters)) all.set(entity, (all.get(entity) ?? 0) + count);
  }
  return all;
}

/** How many dead letters wait, by entity; those of entities that are not asked for are nobody's concern. */
export const pendingDeadLetters = async (context: TargetContext, entities: readonly string[]): Promise<ReadonlyMap<string, number>> =>
  new Map([...await allDeadLetters(context)].filter(([entity]) => entities.includes(entity)));

/** What a replay came to. Failures by aggregate; those stay dead letters. */
export interface Replayed {
  readonly replayed: number;
  /** Letters that name no aggregate: they can only be discarded. */
  readonly unreadable: number;
  readonly failures: readonly { readonly entity: string; readonly key: number; readonly error: string }[];
}

/**
 * Projects the aggregates of dead letters anew, one by one, so that one which still fails stops no other. A letter whose
 * event could not be read names no aggregate: what it was about has been sent again since.
 */
export async function replayDeadLetters(context: PipelineContext, choice: DeadLetterChoice): Promise<Replayed> {
  const all = await listDeadLetters(context, { ...choice, limit: most });
  const letters = all.filter(({ key }) => key >= 0);
  const failures: { entity: string; key: number; error: string }[] = [];
  for (const { entity, key } of letters) {
    try {
      await project(context, { entity, selection: { keys: [key] } });
      if ((await listDeadLetters(context, { entity, key, limit: 1 })).length > 0) failures.push({ entity, key, error: 'it is refused for its values now: banyan quarantine list says why' });
    } catch (error) {
      if (error instanceof BanyanFailure && error.retryable) throw error;
      failures.push({ entity, key, error: describeFault(error) });
    }
  }
  return { replayed: letters.length - failures.length, unreadable: all.length - letters.length, failures };
}

export interface Discarding extends DeadLetterChoice {
  /** The run whose audit this belongs to; `-` when none is named. */
  readonly run: string;
  readonly who: string;
  readonly because: string;
}

/**
 * Forgets dead letters: the service keeps what it has. The audit is written first: a letter gone without its entry cannot
 * be, an entry without its deed is merely an attempt. @returns how many were forgotten.
 */
export async function discardDeadLetters(context: TargetContext, { run, who, because, ...choice }: Discarding): Promise<number> {
  if (because.trim() === '') throw new BanyanFailure('InvalidInput', 'discarding needs a reason');
  await inTransaction(context.control, (client) => noteAudit(client, { run, who, action: 'discard dead letters', why: because, detail: { ...choice } }));
  let discarded = 0;
  for (const target of context.targets) discarded += await inTransaction(target, (client) => dropDeadLetters(client, choice));
  return discarded;
}
