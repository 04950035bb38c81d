import type { TargetTable } from '../entities/grammar/target-table';
import { quoteIdent, type TargetClient } from './connect';
import { columnList, copyOut, tableName } from './copy-in';

/** Ids from one up to, but without, another (open where undefined); some more that lie anywhere, and without some. */
export interface IdRange {
  readonly from: string;
  readonly below: string | undefined;
  readonly also?: readonly string[];
  readonly except?: readonly string[];
}

/** Which roots to read back: a range of ids, or a list. */
export type IdSelection = IdRange | { readonly ids: readonly string[] };

const uuidText = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** COPY takes no parameters, so ids are spelled out, and nothing but ids gets that far. */
function literal(id: string): string {
  if (!uuidText.test(id)) throw new Error('not a uuid');
  return `'${id}'::uuid`;
}

function condition(column: string, selection: IdSelection): string {
  if ('ids' in selection) return among(column, selection.ids);
  const { from, below, also = [], except = [] } = selection;
  const end = below === undefined ? '' : ` AND ${column} < ${literal(below)}`;
  const without = except.length === 0 ? '' : ` AND NOT ${among(column, except)}`;
  return `(${column} >= ${literal(from)}${end}${without} OR ${among(column, also)})`;
}

const among = (column: string, ids: readonly string[]): string => (ids.length === 0 ? 'false' : `${column} IN (${ids.map(literal).join(', ')})`);

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
