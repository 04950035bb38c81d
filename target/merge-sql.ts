import { createHash } from 'node:crypto';
import type { TargetTable } from '../entities/grammar/target-table';
import { quoteIdent } from './connect';
import { columnList, tableName } from './copy-in';

/** A statement, and a name of its own under which a connection may keep it parsed and planned. */
export interface NamedSql {
  readonly name: string;
  readonly text: string;
}

/** The statements that bring one service table to the staged state, for the roots the guard let through. */
export interface MergeSql {
  readonly stage: string;
  readonly createStage: string;
  /** Removes what the accepted roots ($1) no longer have. */
  readonly deleteMissing: NamedSql;
  /** Removes everything of the accepted roots ($1), when nothing was staged. */
  readonly deleteAll: NamedSql;
  /** Writes what differs and leaves equal rows untouched. */
  readonly upsert: NamedSql;
}

const cache = new WeakMap<TargetTable, MergeSql>();

/** Builds, once per table, the statements of a merge. */
export function mergeSqlOf(table: TargetTable): MergeSql {
  let sql = cache.get(table);
  if (!sql) cache.set(table, (sql = build(table)));
  return sql;
}

function build(table: TargetTable): MergeSql {
  const name = tableName(table);
  const stage = `pg_temp.${quoteIdent(`stage_${table.schema}_${table.name}`)}`;
  const root = quoteIdent(table.rootColumn);
  const key = table.primaryKey.map(quoteIdent);
  const rest = table.columns.map((column) => column.name).filter((column) => !table.primaryKey.includes(column)).map(quoteIdent);
  const sameKey = key.map((column) => `staged.${column} = kept.${column}`).join(' AND ');
  const change = rest.length === 0
    ? 'DO NOTHING'
    : `DO UPDATE SET ${rest.map((column) => `${column} = excluded.${column}`).join(', ')}
       WHERE (${rest.map((column) => `kept.${column}`).join(', ')}) IS DISTINCT FROM (${rest.map((column) => `excluded.${column}`).join(', ')})`;
  return {
    stage,
    createStage: `CREATE TEMP TABLE IF NOT EXISTS ${quoteIdent(`stage_${table.schema}_${table.name}`)} (LIKE ${name})`,
    deleteMissing: named(`DELETE FROM ${name} kept WHERE kept.${root} = ANY($1::uuid[])
      AND NOT EXISTS (SELECT 1 FROM ${stage} staged WHERE ${sameKey})`),
    deleteAll: named(`DELETE FROM ${name} WHERE ${root} = ANY($1::uuid[])`),
    upsert: named(`INSERT INTO ${name} AS kept (${columnList(table)})
      SELECT ${columnList(table, 'staged.')} FROM ${stage} staged WHERE staged.${root} = ANY($1::uuid[])
      ON CONFLICT (${key.join(', ')}) ${change}`),
  };
}

/** Another text has another name: a mapping that was read anew never meets a statement of the old one. */
const named = (text: string): NamedSql => ({ name: `merge_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`, text });
