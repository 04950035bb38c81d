import type { CompiledEntity, TablePlan } from '../entities/grammar/compile';
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

/** @param prefix table prefix of the shop, may be empty. */
export function loadSqlOf(compiled: CompiledEntity, prefix: string): LoadSql {
  const table = (name: string): string => quoteName(prefix + name);
  const rootTable = table(compiled.definition.root);
  const keyOf = (alias: string): string[] => compiled.keyColumns.map((column) => `${alias}.${quoteName(column)}`);

  const root = (selection: Selection): Sql => {
    const { columns, joins } = selectList(compiled.root, 't', table);
    const where = keyCondition(keyOf('t'), selection);
    const staged = compiled.staged ? ` AND ${inForce('t')}` : '';
    return {
      text: `SELECT ${columns.join(', ')} FROM ${rootTable} t${joins} WHERE ${where.text}${staged} ORDER BY ${keyOf('t').join(', ')}`,
      values: where.values,
    };
  };

  const child = (plan: TablePlan, selection: Selection): Sql => {
    const { columns, joins } = selectList(plan, 't', table);
    const parent = plan.parent!;
    const key = parent.via ? `v.${quoteName(parent.via.column)}` : `t.${quoteName(parent.column)}`;
    const via = parent.via ? ` JOIN ${table(parent.via.table)} v ON v.${quoteName(parent.via.key)} = t.${quoteName(parent.column)}` : '';
    const where = keyCondition([key], selection);
    const order = [key, ...plan.orderBy.map((column) => `t.${quoteName(column)}`)];
    return {
      text: `SELECT ${[key, ...columns].join(', ')} FROM ${table(plan.source)} t${via}${joins} WHERE ${where.text} ORDER BY ${order.join(', ')}`,
      values: where.values,
    };
  };

  const eav = (source: string, selection: Selection): Sql => {
    const key = compiled.staged ? 'r.`entity_id`' : 't.`entity_id`';
    const join = compiled.staged ? ` JOIN ${rootTable} r ON r.row_id = t.row_id AND ${inForce('r')}` : '';
    const where = keyCondition([key], selection);
    const store = compiled.eav?.scoped ? ', t.store_id' : '';
    return {
      text: `SELECT ${key}, t.attribute_id${store}, t.value FROM ${table(source)} t${join} WHERE ${where.text} ORDER BY ${key}`,
      values: where.values,
    };
  };

  return { root, child, eav };
}

function selectList(plan: TablePlan, alias: string, table: (name: string) => string): { columns: string[]; joins: string } {
  const joins = new Map<string, string>();
  const columns = plan.select.map(({ column, lookup }) => {
    if (!lookup) return `${alias}.${quoteName(column)}`;
    const path = `${lookup.table}.${lookup.key}.${lookup.on}`;
    if (!joins.has(path)) joins.set(path, `l${joins.size}`);
    return `${joins.get(path)}.${quoteName(column)}`;
  });
  const text = [...joins].map(([path, name]) => {
    const [source, key, on] = path.split('.') as [string, string, string];
    return ` LEFT JOIN ${table(source)} ${name} ON ${name}.${quoteName(key)} = ${alias}.${quoteName(on)}`;
  });
  return { columns, joins: text.join('') };
}
