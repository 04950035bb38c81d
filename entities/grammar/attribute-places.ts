import { eavBackends } from './catalog';
import type { CompiledEntity } from './compile';
import type { Fields } from './definition';
import type { TargetTable } from './target-table';

/** A column of the target that holds values of an attribute; with `keys`, a JSON column and the keys they stand under. */
export interface Place {
  readonly table: TargetTable;
  readonly column: string;
  readonly keys?: readonly string[];
}

/**
 * Where values of an attribute stand: in a column of its own, under its code, or, if it was never known, under its id.
 * By code and not by the catalog: a stream that is behind hears of attributes that were made and deleted long ago.
 */
export function attributePlaces({ definition, targets, storesTarget }: CompiledEntity, { id, code }: { id: number; code: string }): Place[] {
  const keys = [code, ...eavBackends.map((backend) => `#${backend}:${id}`)];
  const placesIn = (table: TargetTable, fields: Fields): Place[] => [
    { table, column: 'attributes', keys },
    ...Object.entries(fields).flatMap(([column, field]) => (field.word === 'attribute' && field.code === code ? [{ table, column }] : [])),
  ];
  return [...placesIn(targets[0]!, definition.fields), ...(storesTarget && definition.stores ? placesIn(storesTarget, definition.stores.fields) : [])];
}
