import { noRows, type RawRows } from '../entities/grammar/raw-rows';
import type { CompiledEntity } from '../entities/grammar/compile';
import type { LoadedRows } from '../entities/grammar/decode';
import { packKey } from '../entities/grammar/derive-ids';
import { withSource, quoteName, type SourceConnection, type SourcePool } from './connect';
import { takeLabel, type Label } from './label';
import { loadSqlOf } from './load-sql';
import { readRows } from './read-rows';
import { keyCondition, type Selection, type Sql } from './selection';

/** One consistent view of the source, opened after its label was acknowledged. */
export interface Snapshot {
  readonly label: Label;
  /** Every row of the entity under the selected root keys, one query per table. */
  load(compiled: CompiledEntity, selection: Selection): Promise<LoadedRows>;
  /**
   * The last root key of the next `limit` ones after `after`, or undefined when fewer are left up to `until`: the page is
   * then the last one and takes all of them. To ask for more would never end while the shop adds rows.
   */
  pageEnd(compiled: CompiledEntity, page: { after: number; until: number; limit: number }): Promise<number | undefined>;
}

/** Takes a label, opens a snapshot, runs the work in it and closes it. */
export async function withSnapshot<T>(pool: SourcePool, prefix: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const label = await takeLabel(pool);
  return withSource(pool, async (connection) => {
    await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ');
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    try {
      return await work(snapshotOn(connection, prefix, label));
    } finally {
      await connection.query('COMMIT').catch(() => connection.destroy());
    }
  });
}

function snapshotOn(connection: SourceConnection, prefix: string, label: Label): Snapshot {
  const read = ({ text, values }: Sql): Promise<RawRows> => readRows(connection, text, values);
  const load = async (compiled: CompiledEntity, selection: Selection): Promise<LoadedRows> => {
    const sql = loadSqlOf(compiled, prefix);
    const readIf = (present: boolean, query: () => Sql): Promise<RawRows> => (present ? read(query()) : Promise.resolve(noRows));
    // mysql2 queues them on the one connection: the next query is on its way before the last rows are handled.
    const [rootRows, eavRows, childRows] = await Promise.all([
      readIf(compiled.present, () => sql.root(selection)),
      Promise.all((compiled.eav?.tables ?? []).map((table) => readIf(table.present, () => sql.eav(table.source, selection)))),
      Promise.all(compiled.children.map((plan) => readIf(plan.present, () => sql.child(plan, selection)))),
    ]);
    return { root: rootRows, eav: eavRows, children: childRows };
  };
  return { label, load, pageEnd: (compiled, page) => pageEnd(connection, { compiled, prefix, ...page }) };
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
  const [rows] = await connection.query({ sql, values: [...where.values, limit - 1], rowsAsArray: true });
  const row = (rows as unknown as number[][])[0];
  return row && (row.length === 2 ? packKey(Number(row[0]), Number(row[1])) : Number(row[0]));
}
