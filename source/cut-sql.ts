import { customerRows, type CustomerCut, type Keeper } from '../entities/customer-cut';
import type { CompiledEntity } from '../entities/grammar/compile';
import { quoteName } from './connect';
import { wayToRoot } from './load-sql';
import { keyCondition, type Selection, type Sql } from './selection';

/** A shop's tables and what a run leaves out of them. */
export interface CutShop {
  readonly prefix: string;
  readonly cut: CustomerCut;
}

const created = `c.${quoteName(customerRows.created)}`;
const customerKey = `c.${quoteName(customerRows.key)}`;

/**
 * Whether the customer `c` is left out: older than the cut, and nothing that is carried refers to it. This is the only
 * place that says so. Each keeper is asked by one look-up in its index: an EXISTS may be turned into a read of the whole
 * index, once per chunk.
 */
export function isLeftOut({ prefix, cut }: CutShop): Sql {
  const refers = ({ table, column }: Keeper): string =>
    `(SELECT 1 FROM ${quoteName(prefix + table)} k WHERE k.${quoteName(column)} = ${customerKey} LIMIT 1) IS NULL`;
  return { text: [`NOT COALESCE(${created} >= ?, FALSE)`, ...cut.keepers.map(refers)].join(' AND '), values: [cut.since] };
}

/** Root keys of a selection whose customer is there and left out. An aggregate whose customer is gone is nobody's, and carried. */
export function leftOutSql(compiled: CompiledEntity, shop: CutShop, selection: Selection): Sql {
  const { root, customer } = compiled.definition;
  const table = (name: string): string => quoteName(shop.prefix + name);
  const way = wayToRoot(customer!, table);
  const keys = compiled.keyColumns.map((column) => `t.${quoteName(column)}`);
  const where = keyCondition(keys, selection);
  const cut = isLeftOut(shop);
  return {
    text: `SELECT STRAIGHT_JOIN ${keys.join(', ')} FROM ${table(root)} t${way.joins.text}
      JOIN ${table(customerRows.table)} c ON ${customerKey} = ${way.key} WHERE ${where.text} AND ${cut.text}`,
    values: [...way.joins.values, ...where.values, ...cut.values],
  };
}

/** Root keys of everything that is carried with some customers. */
export function followersSql(compiled: CompiledEntity, prefix: string, customers: readonly number[]): Sql {
  const table = (name: string): string => quoteName(prefix + name);
  const way = wayToRoot(compiled.definition.customer!, table);
  const keys = compiled.keyColumns.map((column) => `t.${quoteName(column)}`);
  return { text: `SELECT ${keys.join(', ')} FROM ${table(compiled.definition.root)} t${way.joins.text} WHERE ${way.key} IN (?)`, values: [...way.joins.values, customers] };
}

/** The first of a keeper's rows for each of some customers. */
export const firstKeeperSql = ({ table, key, column }: Keeper, prefix: string, customers: readonly number[]): Sql => ({
  text: `SELECT ${quoteName(column)}, MIN(${quoteName(key)}) FROM ${quoteName(prefix + table)} WHERE ${quoteName(column)} IN (?) GROUP BY ${quoteName(column)}`,
  values: [customers],
});

/** Which of some customers were created since the cut: no reference matters to them. */
export const youngSql = ({ prefix, cut }: CutShop, customers: readonly number[]): Sql => ({
  text: `SELECT ${customerKey} FROM ${quoteName(prefix + customerRows.table)} c WHERE ${customerKey} IN (?) AND ${created} >= ?`,
  values: [customers, cut.since],
});
