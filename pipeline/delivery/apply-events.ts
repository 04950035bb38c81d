import type { ChangeEvent } from '../../contracts/change-event';
import type { TargetTable } from '../../entities/grammar/target-table';
import { applyLoad } from '../../target/apply';
import { inTransaction, type TargetPool } from '../../target/connect';
import { isLockConflict, sqlState } from '../../target/failure-of';
import { releaseCarried } from '../../target/quarantine';
import { tableInEvent } from './schema-version';

/** Where the rows of an entity go. */
export interface EntityTarget {
  readonly entity: string;
  readonly target: TargetPool;
  readonly tables: readonly TargetTable[];
}

const NEWLINE = 10;
const tries = 5;

/**
 * Applies events of one entity through the guard, those of one load in one transaction. Any order and any number of
 * times comes to the same rows.
 * @throws whatever the target says when one of them cannot be applied; nothing of its load is written then.
 */
export async function applyEvents(to: EntityTarget, events: readonly ChangeEvent[]): Promise<void> {
  const loads = new Map<number, ChangeEvent[]>();
  for (const event of newestByKey(events)) {
    const label = Number(event.label);
    loads.set(label, [...(loads.get(label) ?? []), event]);
  }
  for (const [label, own] of [...loads].sort(([a], [b]) => a - b)) await applyOneLoad(to, label, own);
}

/** Of several events about one aggregate only the newest matters. */
function newestByKey(events: readonly ChangeEvent[]): ChangeEvent[] {
  const newest = new Map<string, ChangeEvent>();
  for (const event of events) {
    const known = newest.get(event.entitykey);
    if (!known || Number(known.label) < Number(event.label)) newest.set(event.entitykey, event);
  }
  return [...newest.values()];
}

async function applyOneLoad(to: EntityTarget, label: number, events: readonly ChangeEvent[]): Promise<void> {
  let mergeOnly = false;
  for (let attempt = 1; ; attempt++) {
    try {
      return await applyOnce(to, { label, events, mergeOnly });
    } catch (error) {
      // Rows may stand in the service's tables that the ledger does not know: merge over them.
      if (sqlState(error) === '23505' && !mergeOnly) mergeOnly = true;
      else if (attempt >= tries || !isLockConflict(error)) throw error;
    }
  }
}

interface OneLoad {
  readonly label: number;
  readonly events: readonly ChangeEvent[];
  readonly mergeOnly: boolean;
}

function applyOnce({ entity, target, tables }: EntityTarget, { label, events, mergeOnly }: OneLoad): Promise<void> {
  const entries = events.map((event) => ({ key: Number(event.entitykey), uuid: event.data.id, gone: event.data.gone }));
  const decoded = tables.map((table) => {
    const lines = Buffer.from(events.map((event) => event.data.tables[tableInEvent(table)] ?? '').join(''), 'utf8');
    return { target: table, lines, rows: countLines(lines) };
  });
  return inTransaction(target, async (client) => {
    const { accepted } = await applyLoad(client, { entity, label, entries, tables: decoded, mergeOnly });
    await releaseCarried(client, { entity, label, keys: accepted });
  });
}

function countLines(lines: Buffer): number {
  let count = 0;
  for (let at = lines.indexOf(NEWLINE); at >= 0; at = lines.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
