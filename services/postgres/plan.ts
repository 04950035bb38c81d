import type { Row } from '../api/row';

/** How rows of a service are told in Magento's words. References are told by their `magento_…` column. */
export interface Wording {
  /** What Magento calls the row's own id. */
  readonly id?: string;
  /** Magento's names of columns that the service calls otherwise. */
  readonly names?: Readonly<Record<string, string>>;
  /** Magento's numbers of words, by column of the service. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Rows that hang on an aggregate. `:store` in SQL stands for the id of the store asked for. */
export interface Part extends Wording {
  readonly select: string;
  readonly from: string;
  /** The column that holds the root's uuid. */
  readonly parent: string;
  /** What Magento calls the root's id in these rows. */
  readonly parentAs?: string;
  readonly where?: string;
  readonly order: string;
}

/** Where a service keeps a resource. The root table is `t`. */
export interface Plan extends Wording {
  /** Its name in the ledger of ids. */
  readonly entity: string;
  readonly id: string;
  readonly from: string;
  /** Columns that hold EAV values, by attribute code. */
  readonly attributes?: Row;
  /** The table of values that stores override. */
  readonly stores?: { readonly table: string; readonly parent: string };
  /** SQL of fields that are not columns of the same name. */
  readonly search?: Readonly<Record<string, string>>;
  readonly parts?: Readonly<Record<string, Part>>;
}

/** Names that are equal on both sides. */
export const same = (names: string): Readonly<Record<string, string>> => Object.fromEntries(names.trim().split(/\s+/).map((name) => [name, name]));

/** SQL that turns a service's words back into Magento's numbers. */
export const numberOf = (column: string, words: Readonly<Record<string, string>>): string =>
  `CASE ${column} ${Object.entries(words).map(([word, number]) => `WHEN '${word}' THEN ${number}`).join(' ')} END`;
