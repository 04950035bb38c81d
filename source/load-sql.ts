import type { CompiledEntity, TablePlan } from '../entities/grammar/compile';
import type { ParentPath } from '../entities/grammar/definition';
import { hopsOf } from '../entities/grammar/table-plan';
import { quoteName } from './connect';
import { keyCondition, type Selection, type Sql } from './selection';

/** The row in force of a staged entity at a moment, which must be one for all queries of a load: a version may begin between two of them. */
function inForce(alias: string, now: number | undefined): Sql {
  if (now === undefined) throw new Error('a staged table is read without a moment');
  return { text: `${alias}.created_in <= ? AND ${alias}.updated_in > ?`, values: [now, now] };
}

/** Whether an entity reads versions, so that its load must know the source's time. */
export function readsVersions({ staged, root, children }: CompiledEntity): boolean {
  return staged || [root, ...children].some((plan) => plan.select.some(({ lookup }) => lookup?.inForce) || hopsOf(plan.parent ?? { column: '' }).some((hop) => hop.inForce));
}

/** Builds the SELECTs that load an entity. Values are placeholders; names are quoted. */
export interface LoadSql {
  root(selection: Selection): Sql;
  child(plan: TablePlan, selection: Selection): Sql;
  eav(source: string, selection: Selection): Sql;
}

/** A SELECT before it is known whether rows are wanted or their number. */
interface Parts {
  readonly columns: readonly string[];
  readonly from: Sql;
  readonly where: Sql;
  readonly order: readonly string[];
}

/** How an entity's tables are asked. */
export interface LoadOptions {
  /** Table prefix of the shop, may be empty. */
  readonly prefix: string;
  /** Root keys of the selections that are left out. */
  readonly except?: readonly number[];
  /** The source's time in unix seconds; needed where {@link readsVersions}. */
  readonly now?: number;
}

export const loadSqlOf = (compiled: CompiledEntity, options: LoadOptions): LoadSql => sqlOf(compiled, options, rowsOf);

/** The same, for the number of rows only. */
export const countSqlOf = (compiled: CompiledEntity, options: LoadOptions): LoadSql => sqlOf(compiled, options, countOf);

const rowsOf = ({ columns, from, where, order }: Parts): Sql =>
  ({ text: `SELECT ${columns.join(', ')} FROM ${from.text} WHERE ${where.text} ORDER BY ${order.join(', ')}`, values: [...from.values, ...where.values] });

const countOf = ({ from, where }: Parts): Sql => ({ text: `SELECT COUNT(*) FROM ${from.text} WHERE ${where.text}`, values: [...from.values, ...where.values] });

const joined = (...parts: readonly (Sql | string)[]): Sql => ({
  text: parts.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
  values: parts.flatMap((part) => (typeof part === 'string' ? [] : part.values)),
});

function sqlOf(compiled: CompiledEntity, { prefix, except, now }: LoadOptions, finish: (parts: Parts) => Sql): LoadSql {
  const table = (name: string): string => quoteName(prefix + name);
  const rootTable = table(compiled.definition.root);
  const keyOf = (alias: string): string[] => compiled.keyColumns.map((column) => `${alias}.${quoteName(column)}`);

  const root = (selection: Selection): Sql => {
    const { columns, joins } = selectList(compiled.root, { alias: 't', table, now });
    const chosen = keyCondition(keyOf('t'), selection, except);
    const where = compiled.staged ? joined(chosen, ' AND ', inForce('t', now)) : chosen;
    return finish({ columns, from: joined(`${rootTable} t`, joins), where, order: keyOf('t') });
  };

  const child = (plan: TablePlan, selection: Selection): Sql => {
    const { columns, joins } = selectList(plan, { alias: 't', table, now });
    const way = wayToRoot(plan.parent!, table, now);
    const order = [way.key, ...plan.orderBy.map((column) => `t.${quoteName(column)}`)];
    const from = joined(`${table(plan.source)} t`, way.joins, joins);
    const chosen = keyCondition([way.key], selection, except);
    const named = compiled.staged && !hopsOf(plan.parent!).some((hop) => hop.inForce);
    const where = named ? joined(chosen, ' AND ', due(compiled, { rootTable, key: way.key, now })) : chosen;
    return finish({ columns: [way.key, ...columns], from, where, order });
  };

  const eav = (source: string, selection: Selection): Sql => {
    const key = compiled.staged ? 'r.`entity_id`' : 't.`entity_id`';
    const from = joined(`${table(source)} t`, ...(compiled.staged ? [` JOIN ${rootTable} r ON r.row_id = t.row_id AND `, inForce('r', now)] : []));
    const store = compiled.eav?.scoped ? ['t.store_id'] : [];
    return finish({ columns: [key, 't.attribute_id', ...store, 't.value'], from, where: keyCondition([key], selection, except), order: [key] });
  };

  return { root, child, eav };
}

/**
 * Rows that name the entity and no version belong to it also while none of its versions is in force; they are not due
 * then. One whose entity is not there at all is an orphan, and must be seen.
 */
function due(compiled: CompiledEntity, { rootTable, key, now }: { rootTable: string; key: string; now: number | undefined }): Sql {
  const of = `SELECT 1 FROM ${rootTable} d WHERE d.${quoteName(compiled.keyColumns[0]!)} = ${key}`;
  return joined(`(EXISTS (${of} AND `, inForce('d', now), `) OR NOT EXISTS (${of}))`);
}

/** Joins the tables between a child row and its root, and the column where the root's key is found. */
export function wayToRoot(parent: ParentPath, table: (name: string) => string, now?: number): { joins: Sql; key: string } {
  let key = `t.${quoteName(parent.column)}`;
  const joins = hopsOf(parent).map((hop, index) => {
    const alias = `v${index}`;
    const join = ` JOIN ${table(hop.table)} ${alias} ON ${alias}.${quoteName(hop.key)} = ${key}`;
    key = `${alias}.${quoteName(hop.column)}`;
    return hop.inForce ? joined(join, ' AND ', inForce(alias, now)) : join;
  });
  return { joins: joined(...joins), key };
}

interface Listing {
  readonly alias: string;
  readonly table: (name: string) => string;
  readonly now: number | undefined;
}

function selectList(plan: TablePlan, { alias, table, now }: Listing): { columns: string[]; joins: Sql } {
  const joins = new Map<string, { name: string; join: Sql }>();
  const columns = plan.select.map(({ column, lookup }) => {
    if (!lookup) return `${alias}.${quoteName(column)}`;
    const path = `${lookup.table}.${lookup.key}.${lookup.on}`;
    let found = joins.get(path);
    if (!found) {
      const name = `l${joins.size}`;
      const text = ` LEFT JOIN ${table(lookup.table)} ${name} ON ${name}.${quoteName(lookup.key)} = ${alias}.${quoteName(lookup.on)}`;
      joins.set(path, (found = { name, join: lookup.inForce ? joined(text, ' AND ', inForce(name, now)) : joined(text) }));
    }
    return `${found.name}.${quoteName(column)}`;
  });
  return { columns, joins: joined(...[...joins.values()].map(({ join }) => join)) };
}
