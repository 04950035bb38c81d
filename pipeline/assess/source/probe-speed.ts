import { randomBytes } from 'node:crypto';
import type { CompiledEntity } from '../../../entities/grammar/compile';
import { decode } from '../../../entities/grammar/decode';
import { createIdDeriver } from '../../../entities/grammar/derive-ids';
import { noRows } from '../../../entities/grammar/raw-rows';
import { quoteName, withSource, type SourceConnection } from '../../../source/connect';
import { loadSqlOf } from '../../../source/load-sql';
import { readRows } from '../../../source/read-rows';
import type { ShopView } from './source-view';
import { tablesOf } from './table-stats';

/** Aggregates in one probe. */
const sample = 400;
/** The largest entities stand for all. */
const entitiesProbed = 3;
const times = 3;

/** What reading and decoding took, over the probes. */
export interface Speed {
  readonly rows: number;
  readonly seconds: number;
}

/** Times the reading and decoding of a few hundred aggregates of the largest entities. Nothing is written anywhere. */
export async function probeSpeed(view: ShopView): Promise<Speed> {
  const sizeOf = (compiled: CompiledEntity): number => tablesOf(compiled).reduce((sum, table) => sum + (view.stats.get(table)?.bytes ?? 0), 0);
  const largest = view.entities.filter((compiled) => compiled.present && compiled.keyColumns.length === 1)
    .sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, entitiesProbed);
  let rows = 0;
  let seconds = 0;
  for (const compiled of largest) {
    const probes: Speed[] = [];
    for (let time = 0; time < times; time++) probes.push(await withSource(view.pool, (connection) => probeOne(connection, view, compiled)));
    // The first warms caches and code, and any may be held up by others: the quickest is what a long run is like.
    const best = probes.reduce((a, b) => (a.seconds <= b.seconds ? a : b));
    [rows, seconds] = [rows + best.rows, seconds + best.seconds];
  }
  return { rows, seconds };
}

async function probeOne(connection: SourceConnection, { catalog }: ShopView, compiled: CompiledEntity): Promise<Speed> {
  const range = await middleRange(connection, { table: catalog.prefix + compiled.definition.root, key: compiled.keyColumns[0]! });
  if (!range) return { rows: 0, seconds: 0 };
  const started = performance.now();
  const sql = loadSqlOf(compiled, { prefix: catalog.prefix, now: Math.floor(Date.now() / 1000) });
  const read = (query: { text: string; values: readonly unknown[] }) => readRows(connection, query.text, query.values as never);
  const rows = {
    root: await read(sql.root(range)),
    eav: await Promise.all((compiled.eav?.tables ?? []).map((table) => (table.present ? read(sql.eav(table.source, range)) : Promise.resolve(noRows)))),
    children: await Promise.all(compiled.children.map((plan) => (plan.present ? read(sql.child(plan, range)) : Promise.resolve(noRows)))),
  };
  decode(compiled, rows, { ids: createIdDeriver(randomBytes(16)), overrides: new Map() });
  const count = [rows.root, ...rows.eav, ...rows.children].reduce((sum, table) => sum + table.count, 0);
  return { rows: count, seconds: (performance.now() - started) / 1000 };
}

/** A stretch of existing keys from the middle of the key space: the first rows of a shop are often its oddest. */
async function middleRange(connection: SourceConnection, { table, key }: { table: string; key: string }): Promise<{ from: number; to: number } | undefined> {
  const ask = async (sql: string, values: readonly number[] = []): Promise<readonly (number | null)[] | undefined> => {
    const [rows] = await connection.query({ sql, values: [...values], rowsAsArray: true });
    return (rows as unknown as (number | null)[][])[0];
  };
  const [name, from] = [quoteName(key), quoteName(table)];
  const ends = await ask(`SELECT MIN(${name}), MAX(${name}) FROM ${from}`);
  if (!ends || ends[0] === null || ends[1] === null) return undefined;
  const [min, max] = ends.map(Number) as [number, number];
  const start = max - min < sample ? min : Math.floor((min + max) / 2);
  const end = await ask(`SELECT ${name} FROM ${from} WHERE ${name} >= ? ORDER BY ${name} LIMIT 1 OFFSET ?`, [start, sample - 1]);
  return { from: start, to: Number(end?.[0] ?? max) };
}
