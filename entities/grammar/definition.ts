import type { Codec } from './codec';

/** A column of the source table, one to one. Its target column has the field's name. */
export interface ColumnField {
  readonly word: 'column';
  readonly source: string;
  readonly codec: Codec;
  /** The column exists in some Magento versions only; where it is absent the field is NULL. */
  readonly optional: boolean;
}

/** A reference to another aggregate: an id derived from the Magento id, and the Magento id beside it in `magento_<field>`. */
export interface ReferenceField {
  readonly word: 'reference';
  readonly source: string;
  readonly entity: string;
  readonly optional: boolean;
  /** Points at something that is loaded later, so it does not order the waves: a customer's default address. */
  readonly forward?: true;
}

/** An EAV attribute at store 0, found by code in `eav_attribute`. Absent in a shop: NULL. */
export interface AttributeField {
  readonly word: 'attribute';
  readonly code: string;
  readonly codec: Codec;
}

/** A value read along from another table by a column of this one; derived, never written back. */
export interface LookupField {
  readonly word: 'lookup';
  readonly table: string;
  readonly key: string;
  readonly on: string;
  readonly take: string;
  readonly codec: Codec;
}

export type Field = ColumnField | ReferenceField | AttributeField | LookupField;
export type Fields = Readonly<Record<string, Field>>;

/** A table on the way from a child row to its root: found by `key`, left by `column`. */
export interface Hop {
  readonly table: string;
  readonly key: string;
  readonly column: string;
  readonly via?: Hop;
  /** The table is staged: only the row in force counts. Set when a definition meets a shop, never written by hand. */
  readonly inForce?: true;
}

/** How a child row finds its root: its own column, or through tables in between. */
export interface ParentPath {
  /** The child's column that leads to the root, or to the table between. */
  readonly column: string;
  readonly via?: Hop;
  /** The table is staged: only the row in force counts. Set when a definition meets a shop, never written by hand. */
  readonly inForce?: true;
}

/** Rows of one source table that belong to a root, as rows of one target table. */
export interface ChildTable {
  readonly source: string;
  readonly target: string;
  readonly parent: ParentPath;
  /** Columns that tell the rows of one root apart; a single surrogate id becomes the child's own uuid `id`. */
  readonly key: { readonly id: string; readonly entity: string } | { readonly columns: readonly string[] };
  /** Absent in some Magento versions or editions: no rows. */
  readonly optional?: true;
  readonly fields: Fields;
  readonly ignored?: Readonly<Record<string, string>>;
  readonly indexes?: readonly (readonly string[])[];
}

/** Values of other stores than 0: one target row per root and store that overrides anything. */
export interface StoreTable {
  readonly target: string;
  readonly fields: Readonly<Record<string, AttributeField>>;
}

/** What differs between two sides is settled by one of these; see the dual-write phase. */
export type ConflictPolicy = 'source-wins' | 'service-wins' | 'newest-wins' | 'sum-deltas' | 'merge-sets';

/** A two-way mapping between a Magento aggregate and rows of one service. */
export interface EntityDefinition {
  readonly name: string;
  /** Which of the user's thirteen table groups it belongs to; absent: carried besides. */
  readonly group?: string;
  /** The service, and the PostgreSQL schema, that owns it. */
  readonly service: string;
  /** Target table of the root rows. */
  readonly target: string;
  /** Source table of the root rows. */
  readonly root: string;
  /** Primary key of the root: one integer column, or two that are packed. */
  readonly key: string | readonly [string, string];
  /** Entity type code when the aggregate has EAV values. */
  readonly eav?: string;
  /** Adobe Commerce only: the root table may be absent. */
  readonly optional?: true;
  readonly fields: Fields;
  readonly stores?: StoreTable;
  readonly children?: readonly ChildTable[];
  /** Unique keys of the target other than the id; deferred, so that two rows may swap values. */
  readonly unique?: readonly (readonly string[])[];
  readonly indexes?: readonly (readonly string[])[];
  /** Root columns that are not carried, each with its reason. */
  readonly ignored?: Readonly<Record<string, string>>;
  readonly conflict: Readonly<Record<string, ConflictPolicy>>;
  /** The way to the customer that the aggregate is carried with, or, when a run cuts that customer off, left out with. */
  readonly customer?: ParentPath;
}
