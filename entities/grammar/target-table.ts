import type { Codec } from './codec';
import { int, text } from './codecs';
import type { ChildTable, EntityDefinition, Fields } from './definition';

/** A table of a service as the definitions imply it; the shipped SQL and the live target are checked against this. */
export interface TargetTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly TargetColumn[];
  /** Leading column: the root's id. */
  readonly rootColumn: string;
  readonly primaryKey: readonly string[];
  readonly unique: readonly (readonly string[])[];
  readonly indexes: readonly (readonly string[])[];
  /** Child tables refer to their own root, and to nothing else. */
  readonly parent?: { readonly table: string };
}

export interface TargetColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
}

/** `order-item` as a column or table word. */
export const snake = (name: string): string => name.replace(/-/g, '_');

/** Name of the column that holds the root's id in child tables. */
export const rootColumnOf = (entity: EntityDefinition): string => `${snake(entity.name)}_id`;

/** Whether the key has two parts and is packed. */
export const isWide = (entity: EntityDefinition): boolean => typeof entity.key !== 'string';

/** Columns of the target a field writes, in order. */
export function fieldColumns(name: string, field: Fields[string]): TargetColumn[] {
  if (field.word !== 'reference') return [{ name, type: field.codec.pg, notNull: false }];
  return [
    { name, type: 'uuid', notNull: false },
    { name: `magento_${name}`, type: 'bigint', notNull: false },
  ];
}

const plain = (name: string, codec: Codec, notNull = false): TargetColumn => ({ name, type: codec.pg, notNull });
const json = (name: string): TargetColumn => ({ name, type: 'jsonb', notNull: false });
const uuid = (name: string): TargetColumn => ({ name, type: 'uuid', notNull: true });

/** Fields read from the row itself come first, EAV attributes after them: the order in which rows are written. */
export function orderedFields(fields: Fields): { row: [string, Fields[string]][]; eav: [string, Fields[string]][] } {
  const all = Object.entries(fields);
  return { row: all.filter(([, field]) => field.word !== 'attribute'), eav: all.filter(([, field]) => field.word === 'attribute') };
}

function rootTable(entity: EntityDefinition): TargetTable {
  const { row, eav } = orderedFields(entity.fields);
  const named = [...row, ...eav].flatMap(([name, field]) => fieldColumns(name, field));
  return {
    schema: snake(entity.service),
    name: entity.target,
    columns: [uuid('id'), ...named, ...(entity.eav ? [json('attributes')] : []), plain('source', text, true), json('extra')],
    rootColumn: 'id',
    primaryKey: ['id'],
    unique: entity.unique ?? [],
    indexes: entity.indexes ?? [],
  };
}

function childTable(entity: EntityDefinition, child: ChildTable): TargetTable {
  const keys = 'id' in child.key ? ['id'] : child.key.columns;
  const named = Object.entries(child.fields).flatMap(([name, field]) => fieldColumns(name, field))
    .map((column) => (keys.includes(column.name) ? { ...column, notNull: true } : column));
  return {
    schema: snake(entity.service),
    name: child.target,
    columns: [uuid(rootColumnOf(entity)), ...('id' in child.key ? [uuid('id')] : []), ...named, json('extra')],
    rootColumn: rootColumnOf(entity),
    primaryKey: [rootColumnOf(entity), ...keys],
    unique: [],
    indexes: child.indexes ?? [],
    parent: { table: entity.target },
  };
}

function storeTable(entity: EntityDefinition, stores: NonNullable<EntityDefinition['stores']>): TargetTable {
  const named = Object.entries(stores.fields).flatMap(([name, field]) => fieldColumns(name, field));
  return {
    schema: snake(entity.service),
    name: stores.target,
    columns: [uuid(rootColumnOf(entity)), plain('store_id', int, true), ...named, json('attributes')],
    rootColumn: rootColumnOf(entity),
    primaryKey: [rootColumnOf(entity), 'store_id'],
    unique: [],
    indexes: [['store_id']],
    parent: { table: entity.target },
  };
}

/** Every target table of an entity: the root first, then stores, then children in the order of the definition. */
export function targetTables(entity: EntityDefinition): TargetTable[] {
  return [
    rootTable(entity),
    ...(entity.stores ? [storeTable(entity, entity.stores)] : []),
    ...(entity.children ?? []).map((child) => childTable(entity, child)),
  ];
}
