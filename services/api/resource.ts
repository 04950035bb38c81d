import type { Json } from './shape';
import type { Aggregate } from './row';

/** What values of a field are, so that both sides refuse the same ones and compare alike. */
export type FieldKind = 'integer' | 'number' | 'text' | 'moment';

/** A kind of thing the public contract shows. */
export interface Resource {
  readonly name: string;
  /** Fields that may be searched and sorted by. */
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** The field that decides between equal ones: unique, so that pages never overlap. */
  readonly id: string;
  readonly present: (aggregate: Aggregate) => Json;
}

/** Fields by kind, names separated by blanks. */
export function fields(words: Partial<Record<FieldKind, string>>): Resource['fields'] {
  return Object.fromEntries(Object.entries(words).flatMap(([kind, names]) => names.trim().split(/\s+/).map((name) => [name, kind as FieldKind])));
}
