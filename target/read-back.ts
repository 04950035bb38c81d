import type { TargetTable } from '../entities/grammar/target-table';
import { quoteIdent, type TargetClient } from './connect';
import { columnList, copyOut, tableName } from './copy-in';

/** Which roots to read back: ids from one up to, but without, another (open where undefined), or a list. */
export type IdSelection = { readonly from: string; readonly below: string | undefined } | { readonly ids: readonly string[] };

const uuidText = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** COPY takes no parameters, so ids are spelled out, and nothing but ids gets that far. */
function literal(id: string): string {
  if (!uuidText.test(id)) throw new Error('not a uuid');
  return `'${id}'::uuid`;
}

function condition(column: string, selection: IdSelection): string {
  if ('ids' in selection) return selection.ids.length === 0 ? 'false' : `${column} IN (${selection.ids.map(literal).join(', ')})`;
  const below = selection.below === undefined ? '' : ` AND ${column} < ${literal(selection.below)}`;
  return `${column} >= ${literal(selection.from)}${below}`;
}

/**
 * Reads the rows of an entity back, table by table, in one snapshot: canonical COPY text, ordered as decoded rows are.
 */
export async function readBack(client: TargetClient, tables: readonly TargetTable[], selection: IdSelection): Promise<Buffer[]> {
  await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const buffers: Buffer[] = [];
  for (const table of tables) {
    const where = condition(quoteIdent(table.rootColumn), selection);
    const order = table.primaryKey.map(quoteIdent).join(', ');
    buffers.push(await copyOut(client, `SELECT ${columnList(table)} FROM ${tableName(table)} WHERE ${where} ORDER BY ${order}`));
  }
  return buffers;
}
