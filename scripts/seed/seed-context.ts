import type { AttributeCatalog } from './eav/attribute-catalog';
import type { Random } from './random';
import type { RowWriter } from './row-writer';
import type { SeedOptions } from './seed-options';

/** What every part of the generator is given. */
export interface SeedContext {
  readonly options: SeedOptions;
  readonly put: RowWriter['put'];
  readonly ready: RowWriter['ready'];
  readonly attributes: AttributeCatalog;
  /** The generator of the n-th thing of one kind. */
  random(kind: string, n: number): Random;
  /** The next id of a table whose rows are made in order, from 1. */
  nextId(table: string): number;
}
