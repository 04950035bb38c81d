import type { Connection, ResultSetHeader, RowDataPacket } from 'mysql2/promise';
import type { AccountValue, RowFact } from './account-lines';
import { addDecimals, canonicalValue, digestOf } from './canonical-value';
import { microsNow } from './micros';
import { isPersonal } from './personal-columns';
import type { RowValues, TextRow } from '../../services/magento/shop/shop-connection';
import type { Cascade, ShopSchema, ShopTable } from '../../services/magento/shop/shop-schema';

/** What an action wanted cannot be done: its row is gone, or a sum does not fit. It is given up, and nothing of it stays. */
export class CannotAct extends Error {
  override readonly name = 'CannotAct';
}

/** One open transaction on the shop that notes every fact it establishes. */
export interface ShopTransaction {
  readonly facts: readonly RowFact[];
  has(table: string): boolean;
  /** Inserts those values whose column the shop has; returns the generated id, or '0'. Tables that it lacks are skipped. */
  insert(table: string, values: RowValues): Promise<string>;
  /** Updates the one row with this key; throws CannotAct when there is none. */
  update(table: string, key: RowValues, values: RowValues): Promise<void>;
  /** Inserts, or updates the row with the same identity, as Magento writes EAV values. */
  upsert(table: string, key: RowValues, values: RowValues): Promise<void>;
  /** Deletes the one row with this key, with whatever the foreign keys take along; throws CannotAct when there is none. */
  remove(table: string, key: RowValues): Promise<void>;
  /** Adds to a number that other shoppers change too; false when there is no such row; throws CannotAct when the sum does not fit. */
  add(table: string, key: RowValues, amounts: Readonly<Record<string, string>>): Promise<boolean>;
  /** Reads; `{table}` in the statement stands for the shop's name of it. */
  rows(sql: string, values?: readonly (string | number | readonly string[])[]): Promise<readonly TextRow[]>;
  /** The one row with this key, locked; throws CannotAct when there is none. */
  lock(table: string, key: RowValues): Promise<TextRow>;
}

/** Starts noting on a connection whose transaction is open. */
export function createShopTransaction(connection: Connection, schema: ShopSchema, salt: string): ShopTransaction {
  const noted: RowFact[] = [];
  const context: Context = { connection, schema, salt, noted };
  return {
    facts: noted,
    has: (table) => schema.has(table),
    insert: (table, values) => insert(context, table, values),
    update: (table, key, values) => update({ ...context, table: schema.table(table) }, key, values),
    upsert: (table, key, values) => upsert({ ...context, table: schema.table(table) }, key, values),
    remove: (table, key) => remove(context, schema.table(table), key),
    add: (table, key, amounts) => add({ ...context, table: schema.table(table) }, key, amounts),
    rows: (sql, values = []) => rows(context, sql, values),
    lock: (table, key) => lock(context, table, key),
  };
}

interface Context {
  readonly connection: Connection;
  readonly schema: ShopSchema;
  readonly salt: string;
  readonly noted: RowFact[];
}

interface TableContext extends Context {
  readonly table: ShopTable;
}

async function insert(context: Context, name: string, values: RowValues): Promise<string> {
  if (!context.schema.has(name)) return '0';
  const table = context.schema.table(name);
  const known = knownValues(table, values);
  const columns = Object.keys(known);
  const sql = `INSERT INTO ${context.schema.sqlName(name)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  const [result] = await context.connection.query<ResultSetHeader>(sql, Object.values(known));
  const id = String(result.insertId);
  const whole = table.autoIncrement === undefined ? known : { [table.autoIncrement]: id, ...known };
  note({ noted: context.noted, table }, whole, { born: 'new', set: accountValues(context, table, whole) });
  return id;
}

async function update(context: TableContext, key: RowValues, values: RowValues): Promise<void> {
  const { table } = context;
  const known = clocked(table, knownValues(table, values));
  if (Object.keys(known).length === 0) return;
  const sql = `UPDATE ${context.schema.sqlName(table.name)} SET ${assignments(known)} WHERE ${conditions(key)}`;
  const [result] = await context.connection.query<ResultSetHeader>(sql, [...Object.values(known), ...Object.values(key)]);
  if (result.affectedRows !== 1) throw new CannotAct(`${result.affectedRows} rows of ${table.name} instead of 1`);
  note({ noted: context.noted, table }, key, { set: accountValues(context, table, known) });
}

async function upsert(context: TableContext, key: RowValues, values: RowValues): Promise<void> {
  const { table } = context;
  const known = knownValues(table, { ...key, ...values });
  const changed = clocked(table, knownValues(table, values));
  const columns = Object.keys(known);
  const sql = `INSERT INTO ${context.schema.sqlName(table.name)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON DUPLICATE KEY UPDATE ${assignments(changed)}`;
  await context.connection.query(sql, [...Object.values(known), ...Object.values(changed)]);
  note({ noted: context.noted, table }, key, { born: 'or changed', set: accountValues(context, table, changed) });
}

async function remove(context: Context, table: ShopTable, key: RowValues): Promise<void> {
  const row = await lock(context, table.name, key);
  // What the foreign keys will do is in no log and no answer of the server, so it is read, locked, beforehand.
  const effects = await cascadeEffects(context, table, [row]);
  await context.connection.query(`DELETE FROM ${context.schema.sqlName(table.name)} WHERE ${conditions(key)}`, Object.values(key));
  note({ noted: context.noted, table }, row, { deleted: true });
  for (const effect of effects) {
    if (effect.cascade.rule === 'CASCADE') note({ noted: context.noted, table: effect.table }, effect.row, { deleted: true });
    else note({ noted: context.noted, table: effect.table }, effect.row, { set: { [effect.cascade.column]: null } });
  }
}

interface Effect {
  readonly table: ShopTable;
  readonly row: TextRow;
  readonly cascade: Cascade;
}

async function cascadeEffects(context: Context, parent: ShopTable, gone: readonly TextRow[]): Promise<readonly Effect[]> {
  const effects: Effect[] = [];
  for (const cascade of context.schema.cascadesFrom(parent.name)) {
    const values = gone.map((row) => row[cascade.parentColumn]).filter((value) => value !== null && value !== undefined);
    if (values.length === 0) continue;
    const table = context.schema.table(cascade.table);
    const wanted = columnsNeeded(context, table).map(quoted).join(', ');
    const sql = `SELECT ${wanted} FROM ${context.schema.sqlName(table.name)} WHERE ${quoted(cascade.column)} IN (?) FOR UPDATE`;
    const [found] = await context.connection.query<RowDataPacket[]>(sql, [values]);
    const children = found as readonly TextRow[];
    effects.push(...children.map((row) => ({ table, row, cascade })));
    if (cascade.rule === 'CASCADE' && children.length > 0) effects.push(...(await cascadeEffects(context, table, children)));
  }
  return effects;
}

/** Columns by which a row is named, and those that the tables below it point to. */
function columnsNeeded(context: Context, table: ShopTable): readonly string[] {
  return [...new Set([...table.identity, ...context.schema.cascadesFrom(table.name).map((cascade) => cascade.parentColumn)])];
}

async function add(context: TableContext, key: RowValues, amounts: Readonly<Record<string, string>>): Promise<boolean> {
  const { table } = context;
  const columns = Object.keys(amounts).filter((column) => table.columns.has(column));
  const named = [...new Set([...columns, ...table.identity])].map(quoted).join(', ');
  const [found] = await context.connection.query<RowDataPacket[]>(`SELECT ${named} FROM ${context.schema.sqlName(table.name)} WHERE ${conditions(key)} FOR UPDATE`, Object.values(key));
  const row = found[0] as TextRow | undefined;
  if (!row) return false;
  const added = Object.fromEntries(columns.map((column) => [column, { was: canonicalValue(row[column] ?? null, table.columns.get(column) ?? ''), by: canonicalValue(amounts[column] ?? '0', 'decimal') ?? '0' }]));
  const sums = Object.fromEntries(columns.map((column) => [column, addDecimals(added[column]?.was ?? '0', added[column]?.by ?? '0')]));
  const clock = clocked(table, {});
  const values = { ...sums, ...clock };
  const [result] = await context.connection.query<ResultSetHeader>(`UPDATE ${context.schema.sqlName(table.name)} SET ${assignments(values)} WHERE ${conditions(key)}`, [...Object.values(values), ...Object.values(key)]);
  // Magento connects without strict mode: the server cuts what does not fit and only warns.
  if (result.warningStatus > 0) throw new CannotAct(`the sum does not fit into ${table.name}`);
  note({ noted: context.noted, table }, row, { added, ...(table.clocks.length > 0 ? { set: accountValues(context, table, clock) } : {}) });
  return true;
}

async function lock(context: Context, table: string, key: RowValues): Promise<TextRow> {
  const [found] = await context.connection.query<RowDataPacket[]>(`SELECT * FROM ${context.schema.sqlName(table)} WHERE ${conditions(key)} FOR UPDATE`, Object.values(key));
  if (found.length !== 1) throw new CannotAct(`${found.length} rows of ${table} instead of 1`);
  return found[0] as TextRow;
}

async function rows(context: Context, sql: string, values: readonly (string | number | readonly string[])[]): Promise<readonly TextRow[]> {
  const named = sql.replace(/\{(\w+)\}/g, (_all, table: string) => context.schema.sqlName(table));
  const [found] = await context.connection.query<RowDataPacket[]>(named, [...values]);
  return found as readonly TextRow[];
}

function note({ noted, table }: Pick<TableContext, 'noted' | 'table'>, row: RowValues, fact: Omit<RowFact, 'table' | 'key' | 'at'>): void {
  const key: Record<string, string> = {};
  for (const column of table.identity) {
    const value = canonicalValue(row[column] ?? null, table.columns.get(column) ?? '');
    if (value === null) throw new Error(`a fact about ${table.name} needs ${column}`);
    key[column] = value;
  }
  noted.push({ table: table.name, key, at: microsNow(), ...fact });
}

function accountValues(context: Context, table: ShopTable, values: RowValues): Readonly<Record<string, AccountValue>> {
  return Object.fromEntries(Object.entries(values).map(([column, value]) => {
    const canonical = canonicalValue(value ?? null, table.columns.get(column) ?? '');
    return [column, canonical !== null && isPersonal(table.name, column) ? { digest: digestOf(canonical, context.salt) } : canonical];
  }));
}

function knownValues(table: ShopTable, values: RowValues): Record<string, string | number | null> {
  const known: Record<string, string | number | null> = {};
  for (const [column, value] of Object.entries(values)) {
    if (value !== undefined && table.columns.has(column)) known[column] = value;
  }
  return known;
}

/** Names the columns that the server's clock would set else: the account has to know what is in them. */
function clocked(table: ShopTable, values: Readonly<Record<string, string | number | null>>): Record<string, string | number | null> {
  const now = new Date().toISOString().slice(0, 19).replace('T', ' ');
  return { ...Object.fromEntries(table.clocks.map((column) => [column, now])), ...values };
}

function assignments(values: RowValues): string {
  return Object.keys(values).map((column) => `${quoted(column)} = ?`).join(', ');
}

function conditions(key: RowValues): string {
  return Object.keys(key).map((column) => `${quoted(column)} = ?`).join(' AND ');
}

function quoted(identifier: string): string {
  return `\`${identifier.replace(/`/g, '``')}\``;
}
