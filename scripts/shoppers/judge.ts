import type { Connection, RowDataPacket } from 'mysql2/promise';
import { canonicalValue, digestOf } from './canonical-value';
import type { ExpectedValue, RowExpectation } from './expect-rows';
import { groupBy } from '../../services/magento/shop/group-by';
import { readAccounts } from './read-accounts';
import { connectShop, type ShopAddress, type TextRow } from '../../services/magento/shop/shop-connection';
import { readShopSchema, type ShopSchema, type ShopTable } from '../../services/magento/shop/shop-schema';

/** One row that is not as the shoppers left it. Names and keys only, never a value. */
export interface Difference {
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
  readonly kind: 'missing' | 'should be gone' | 'differs';
  readonly columns: readonly string[];
}

/** What a judge found. `rows` and `values` were compared; with no difference every acknowledged write is there. */
export interface Verdict {
  readonly acknowledged: number;
  readonly indeterminate: number;
  readonly undone: number;
  readonly byAction: Readonly<Record<string, number>>;
  readonly rows: number;
  readonly values: number;
  /** Rows and values that a transaction of unknown end leaves open. */
  readonly open: number;
  readonly differences: readonly Difference[];
  /** Shared counters that somebody else changed while the shoppers were at work. */
  readonly breaks: readonly string[];
}

const BATCH = 200;

/** Compares the accounts of a folder with the Magento database. The shoppers must have stopped. */
export async function judgeSource(accountDir: string, address: Omit<ShopAddress, 'prefix'>): Promise<Verdict> {
  const accounts = await readAccounts(accountDir);
  const connection = await connectShop({ ...address, prefix: accounts.prefix });
  try {
    const schema = await readShopSchema(connection, accounts.prefix);
    const tally: Tally = { rows: 0, values: 0, open: 0, differences: [] };
    for (const [name, rows] of groupBy(accounts.expectations, (row) => row.table)) {
      for (let at = 0; at < rows.length; at += BATCH) await judgeBatch({ connection, schema, tally }, schema.table(name), rows.slice(at, at + BATCH));
    }
    const { acknowledged, indeterminate, undone, byAction, breaks } = accounts;
    return { acknowledged, indeterminate, undone, byAction, breaks, ...tally };
  } finally {
    await connection.end();
  }
}

interface Tally {
  rows: number;
  values: number;
  open: number;
  readonly differences: Difference[];
}

interface Court {
  readonly connection: Connection;
  readonly schema: ShopSchema;
  readonly tally: Tally;
}

async function judgeBatch(court: Court, table: ShopTable, expectations: readonly RowExpectation[]): Promise<void> {
  const columns = [...new Set(expectations.flatMap((row) => [...Object.keys(row.key), ...row.columns.keys()]))];
  const keyOf = expectations.map((row) => `(${Object.keys(row.key).map((column) => `${quoted(column)} = ?`).join(' AND ')})`);
  const sql = `SELECT ${columns.map(quoted).join(', ')} FROM ${court.schema.sqlName(table.name)} WHERE ${keyOf.join(' OR ')}`;
  const [found] = await court.connection.query<RowDataPacket[]>(sql, expectations.flatMap((row) => Object.values(row.key)));
  const nameOf = (row: TextRow | RowExpectation['key']): string => table.identity.map((column) => canonicalValue(row[column] ?? null, table.columns.get(column) ?? '')).join('\0');
  const rows = new Map((found as readonly TextRow[]).map((row) => [nameOf(row), row]));
  for (const expectation of expectations) judgeRow({ tally: court.tally, table }, expectation, rows.get(nameOf(expectation.key)));
}

function judgeRow({ tally, table }: { readonly tally: Tally; readonly table: ShopTable }, expectation: RowExpectation, row: TextRow | undefined): void {
  tally.rows += 1;
  if (expectation.presence === 'either') tally.open += 1;
  const differs = (kind: Difference['kind'], columns: readonly string[]): void => void tally.differences.push({ table: table.name, key: expectation.key, kind, columns });
  if (expectation.presence === 'absent') {
    if (row) differs('should be gone', []);
    return;
  }
  if (!row) {
    if (expectation.presence === 'present') differs('missing', []);
    return;
  }
  const wrong: string[] = [];
  for (const [column, allowed] of expectation.columns) {
    tally.values += 1;
    if (allowed.length > 1) tally.open += 1;
    const value = canonicalValue(row[column] ?? null, table.columns.get(column) ?? '');
    if (!allowed.some((expected) => isMet(expected, value))) wrong.push(column);
  }
  if (wrong.length > 0) differs('differs', wrong);
}

/** Whether a value, in canonical form, is the expected one. */
export function isMet(expected: ExpectedValue, value: string | null): boolean {
  if ('text' in expected) return expected.text === value;
  return value !== null && digestOf(value, expected.salt) === expected.digest;
}

function quoted(identifier: string): string {
  return `\`${identifier.replace(/`/g, '``')}\``;
}
