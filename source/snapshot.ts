import { noRows, type RawRows } from '../entities/grammar/raw-rows';
import type { CompiledEntity } from '../entities/grammar/compile';
import type { LoadedRows } from '../entities/grammar/decode';
import type { CustomerCut } from '../entities/customer-cut';
import { withSource, quoteName, type SourceConnection, type SourcePool } from './connect';
import { leftOutSql } from './cut-sql';
import { keyOfCells, numberRows } from './key-rows';
import { takeLabel, type Label } from './label';
import { readClock } from './staged-versions';
import { countSqlOf, loadSqlOf, readsVersions } from './load-sql';
import { readRows } from './read-rows';
import { keyCondition, type Selection, type Sql } from './selection';

/** One consistent view of the source, opened after its label was acknowledged. */
export interface Snapshot {
  readonly label: Label;
  /** Every row of the entity under the selected root keys, one query per table, without what the run's cut leaves out. */
  load(compiled: CompiledEntity, selection: Selection): Promise<LoadedRows>;
  /** Root keys of the selection that the run's cut leaves out. */
  leftOut(compiled: CompiledEntity, selection: Selection): Promise<readonly number[]>;
  /** How many rows stand under root keys, by source table. */
  countRows(compiled: CompiledEntity, keys: readonly number[]): Promise<ReadonlyMap<string, number>>;
  /**
   * The last root key of the next `limit` ones after `after`, or undefined when fewer are left up to `until`: the page is
   * then the last one and takes all of them. To ask for more would never end while the shop adds rows.
   */
  pageEnd(compiled: CompiledEntity, page: { after: number; until: number; limit: number }): Promise<number | undefined>;
}

/** A shop's tables, and which of its customers a run carries; all of them without a cut. */
export interface SnapshotShop {
  readonly prefix: string;
  readonly cut?: CustomerCut;
}

/** Takes a label, opens a snapshot, runs the work in it and closes it. */
export async function withSnapshot<T>(pool: SourcePool, shop: SnapshotShop, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const label = await takeLabel(pool);
  return withSource(pool, async (connection) => {
    await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    try {
      return await work(snapshotOn(connection, shop, label));
    } finally {
      await connection.query('COMMIT').catch(() => connection.destroy());
    }
  });
}

function snapshotOn(connection: SourceConnection, { prefix, cut }: SnapshotShop, label: Label): Snapshot {
  const read = ({ text, values }: Sql): Promise<RawRows> => readRows(connection, text, values);
  // Read once, and after the label: whoever is asked to load when a version begins takes a later label than all who read an earlier time.
  let time: Promise<number> | undefined;
  const timeFor = (compiled: CompiledEntity): Promise<number | undefined> =>
    readsVersions(compiled) ? (time ??= readClock(connection)) : Promise.resolve(undefined);
  const leftOut = async (compiled: CompiledEntity, selection: Selection): Promise<readonly number[]> => {
    if (!cut || !compiled.present || !compiled.definition.customer) return [];
    return (await numberRows(connection, leftOutSql(compiled, { prefix, cut }, selection))).map(keyOfCells);
  };
  const load = async (compiled: CompiledEntity, selection: Selection): Promise<LoadedRows> => {
    const without = await leftOut(compiled, selection);
    const sql = loadSqlOf(compiled, { prefix, except: without, now: await timeFor(compiled) });
    const readIf = (present: boolean, query: () => Sql): Promise<RawRows> => (present ? read(query()) : Promise.resolve(noRows));
    // mysql2 queues them on the one connection: the next query is on its way before the last rows are handled.
    const [rootRows, eavRows, childRows] = await Promise.all([
      readIf(compiled.present, () => sql.root(selection)),
      Promise.all((compiled.eav?.tables ?? []).map((table) => readIf(table.present, () => sql.eav(table.source, selection)))),
      Promise.all(compiled.children.map((plan) => readIf(plan.present, () => sql.child(plan, selection)))),
    ]);
    return { root: rootRows, eav: eavRows, children: childRows, leftOut: without };
  };
  return {
    label, load, leftOut,
    countRows: async (compiled, keys) => countRows(connection, { compiled, prefix, keys, now: await timeFor(compiled) }),
    pageEnd: (compiled, page) => pageEnd(connection, { compiled, prefix, ...page }),
  };
}

interface Counting {
  readonly compiled: CompiledEntity;
  readonly prefix: string;
  readonly keys: readonly number[];
  readonly now: number | undefined;
}

async function countRows(connection: SourceConnection, { compiled, prefix, keys, now }: Counting): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  if (keys.length === 0) return counts;
  const sql = countSqlOf(compiled, { prefix, now });
  const tables = [
    { source: compiled.root.source, present: compiled.present, query: () => sql.root({ keys }) },
    ...(compiled.eav?.tables ?? []).map(({ source, present }) => ({ source, present, query: () => sql.eav(source, { keys }) })),
    ...compiled.children.map((plan) => ({ source: plan.source, present: plan.present, query: () => sql.child(plan, { keys }) })),
  ];
  for (const { source, present, query } of tables) {
    if (present) counts.set(source, (counts.get(source) ?? 0) + (await numberRows(connection, query()))[0]![0]!);
  }
  return counts;
}

interface Page {
  readonly compiled: CompiledEntity;
  readonly prefix: string;
  readonly after: number;
  readonly until: number;
  readonly limit: number;
}

async function pageEnd(connection: SourceConnection, { compiled, prefix, after, until, limit }: Page): Promise<number | undefined> {
  if (!compiled.present || after >= until) return undefined;
  const columns = compiled.keyColumns.map(quoteName);
  const where = keyCondition(columns, { from: after + 1, to: until });
  const from = `FROM ${quoteName(prefix + compiled.definition.root)} WHERE ${where.text}`;
  const sql = `SELECT DISTINCT ${columns.join(', ')} ${from} ORDER BY ${columns.join(', ')} LIMIT 1 OFFSET ?`;
  const [row] = await numberRows(connection, { text: sql, values: [...where.values, limit - 1] });
  return row && keyOfCells(row);
}
