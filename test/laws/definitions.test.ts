import { allEntities, entityWaves } from '../../entities/all-entities';
import { dependenciesOf, wavesOf } from '../../entities/grammar/waves';
import type { EntityDefinition, Fields } from '../../entities/grammar/definition';
import { targetTables, type TargetTable } from '../../entities/grammar/target-table';
import { keyName } from '../../scripts/generate/key-name';

const tables = allEntities.flatMap(targetTables);
const repeated = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);
const namesIn = (table: TargetTable): string[] => table.columns.map((column) => column.name);
const fieldsOf = (entity: EntityDefinition): Fields[] => [entity.fields, ...(entity.children ?? []).map((child) => child.fields)];

test('entities, target tables, their columns and their keys have names of their own', () => {
  expect(repeated(allEntities.map((entity) => entity.name))).toEqual([]);
  expect(repeated(tables.map((table) => `${table.schema}.${table.name}`))).toEqual([]);
  for (const table of tables) expect(repeated(namesIn(table))).toEqual([]);
  const keys = tables.flatMap((table) => [
    ...table.indexes.map((columns) => `${table.schema}.${keyName(table.name, columns, 'idx')}`),
    ...table.unique.map((columns) => `${table.schema}.${keyName(table.name, columns, 'key')}`),
  ]);
  expect(repeated(keys)).toEqual([]);
});

test('PostgreSQL would cut no name short', () => {
  const names = tables.flatMap((table) => [table.schema, table.name, `stage_${table.name}`, ...namesIn(table)]);
  expect(names.filter((name) => name.length > 63)).toEqual([]);
});

test('keys, unique keys and indexes name columns that exist', () => {
  for (const table of tables) {
    const named = [...table.primaryKey, ...table.unique.flat(), ...table.indexes.flat()];
    expect({ table: table.name, unknown: named.filter((name) => !namesIn(table).includes(name)) }).toEqual({ table: table.name, unknown: [] });
  }
});

test('every reference names an aggregate, or rows inside one', () => {
  const inside = allEntities.flatMap((entity) => (entity.children ?? []).flatMap((child) => ('id' in child.key ? [child.key.entity] : [])));
  expect(repeated([...inside, ...allEntities.map((entity) => entity.name)])).toEqual([]);
  const known = new Set([...inside, ...allEntities.map((entity) => entity.name)]);
  const unknown = allEntities.flatMap(fieldsOf).flatMap(Object.values).filter((field) => field.word === 'reference' && !known.has(field.entity));
  expect(unknown).toEqual([]);
});

test('a column that leads to a table in between is carried by a field', () => {
  const lost = allEntities.flatMap((entity) => entity.children ?? []).filter((child) => child.parent.via &&
    !Object.values(child.fields).some((field) => field.word !== 'attribute' && field.word !== 'lookup' && field.source === child.parent.column));
  expect(lost.map((child) => child.source)).toEqual([]);
});

test('every source table belongs to one entity', () => {
  expect(repeated(allEntities.flatMap((entity) => [entity.root, ...(entity.children ?? []).map((child) => child.source)]))).toEqual([]);
});

test('every entity says how conflicts are settled, and why a column is left out', () => {
  for (const entity of allEntities) {
    expect(entity.conflict['*']).toBeDefined();
    for (const ignored of [entity.ignored, ...(entity.children ?? []).map((child) => child.ignored)]) {
      for (const reason of Object.values(ignored ?? {})) expect(reason.length).toBeGreaterThan(10);
    }
  }
});

test('waves hold every entity once, after what it refers to', () => {
  expect(entityWaves.flat().map((entity) => entity.name).sort()).toEqual([...new Set(allEntities.map((entity) => entity.name))].sort());
  const done = new Set<string>();
  for (const wave of entityWaves) {
    for (const entity of wave) {
      const roots = dependenciesOf(entity).filter((name) => allEntities.some((other) => other.name === name));
      expect({ entity: entity.name, early: roots.filter((name) => !done.has(name)) }).toEqual({ entity: entity.name, early: [] });
    }
    for (const entity of wave) done.add(entity.name);
  }
});

test('a circle of references is refused by name', () => {
  const [customer, address] = ['customer', 'customer-address'].map((name) => allEntities.find((entity) => entity.name === name)!);
  const circular = { ...customer!, fields: { ...customer!.fields, default_billing: { word: 'reference', source: 'default_billing', entity: 'customer-address', optional: false } } } as const;
  expect(() => wavesOf([circular, address!])).toThrow(/circle: customer, customer-address/);
});
