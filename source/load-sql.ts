import type { CompiledEntity, TablePlan } from '../entities/grammar/compile';
import type { ParentPath } from '../entities/grammar/definition';
import { hopsOf } from '../entities/grammar/table-plan';
import { quoteName } from './connect';
import { keyCondition, type Selection, type Sql } from './selection';

/** The row in force of a staged entity, at the server's clock. */
const inForce = (alias: string): string => `${alias}.created_in <= UNIX_TIMESTAMP() AND ${alias}.updated_in > UNIX_TIMESTAMP()`;

/** Builds the SELECTs that load an entity. Values are placeholders; names are quoted. */
export interface LoadSql {
  root(selection: Selection): Sql;
  child(plan: TablePlan, selection: Selection): Sql;
  eav(source: string, selection: Selection): Sql;
}

/** A SELECT before it is known whether rows are wanted or their number. */
interface Parts {
  readonly columns: readonly string[];
  readonly from: string;
  readonly where: Sql;
  readonly order: readonly string[];
}

/** How an entity's tables are asked. */
export interface LoadOptions {
  /** Table prefix of the shop, may be empty. */
  readonly prefix: string;
  /** Root keys of the selections that are left out. */
  readonly except?: readonly number[];
}

export const loadSqlOf = (compiled: CompiledEntity, prefix: string, except?: readonly number[]): LoadSql => sqlOf(compiled, { prefix, except }, rowsOf);

/** The same, for the number of rows only. */
export const countSqlOf = (compiled: CompiledEntity, prefix: string): LoadSql => sqlOf(compiled, { prefix }, countOf);

const rowsOf = ({ columns, from, where, order }: Parts): Sql =>
  ({ text: `SELECT ${columns.join(', ')} FROM ${from} WHERE ${where.text} ORDER BY ${order.join(', ')}`, values: where.values });

const countOf = ({ from, where }: Parts): Sql => ({ text: `SELECT COUNT(*) FROM ${from} WHERE ${where.text}`, values: where.values });

function sqlOf(compiled: CompiledEntity, { prefix, except }: LoadOptions, finish: (parts: Parts) => Sql): LoadSql {
  const table = (name: string): string => quoteName(prefix + name);
  const rootTable = table(compiled.definition.root);
  const keyOf = (alias: string): string[] => compiled.keyColumns.map((column) => `${alias}.${quoteName(column)}`);

  const root = (selection: Selection): Sql => {
    const { columns, joins } = selectList(compiled.root, 't', table);
    const chosen = keyCondition(keyOf('t'), selection, except);
    const where = { text: `${chosen.text}${compiled.staged ? ` AND ${inForce('t')}` : ''}`, values: chosen.values };
    return finish({ columns, from: `${rootTable} t${joins}`, where, order: keyOf('t') });
  };

  const child = (plan: TablePlan, selection: Selection): Sql => {
    const { columns, joins } = selectList(plan, 't', table);
    const way = wayToRoot(plan.parent!, table);
    const order = [way.key, ...plan.orderBy.map((column) => `t.${quoteName(column)}`)];
    return finish({ columns: [way.key, ...columns], from: `${table(plan.source)} t${way.joins}${joins}`, where: keyCondition([way.key], selection, except), order });
  };

  const eav = (source: string, selection: Selection): Sql => {
    const key = compiled.staged ? 'r.`entity_id`' : 't.`entity_id`';
    const join = compiled.staged ? ` JOIN ${rootTable} r ON r.row_id = t.row_id AND ${inForce('r')}` : '';
    const store = compiled.eav?.scoped ? ['t.store_id'] : [];
    return finish({ columns: [key, 't.attribute_id', ...store, 't.value'], from: `${table(source)} t${join}`, where: keyCondition([key], selection, except), order: [key] });
  };

  return { root, child, eav };
}

/** Joins the tables between a child row and its root, and the column where the root's key is found. */
export function wayToRoot(parent: ParentPath, table: (name: string) => string): { joins: string; key: string } {
  let key = `t.${quoteName(parent.column)}`;
  let joins = '';
  hopsOf(parent).forEach((hop, index) => {
    const alias = `v${index}`;
    joins += ` JOIN ${table(hop.table)} ${alias} ON ${alias}.${quoteName(hop.key)} = ${key}${hop.inForce ? ` AND ${inForce(alias)}` : ''}`;
    key = `${alias}.${quoteName(hop.column)}`;
  });
  return { joins, key };
}

function selectList(plan: TablePlan, alias: string, table: (name: string) => string): { columns: string[]; joins: string } {
  const joins = new Map<string, { name: string; text: string }>();
  const columns = plan.select.map(({ column, lookup }) => {
    if (!lookup) return `${alias}.${quoteName(column)}`;
    const path = `${lookup.table}.${lookup.key}.${lookup.on}`;
    let join = joins.get(path);
    if (!join) {
      const name = `l${joins.size}`;
      const staged = lookup.inForce ? ` AND ${inForce(name)}` : '';
      const text = ` LEFT JOIN ${table(lookup.table)} ${name} ON ${name}.${quoteName(lookup.key)} = ${alias}.${quoteName(lookup.on)}${staged}`;
      joins.set(path, (join = { name, text }));
    }
    return `${join.name}.${quoteName(column)}`;
  });
  return { columns, joins: [...joins.values()].map((join) => join.text).join('') };
}
