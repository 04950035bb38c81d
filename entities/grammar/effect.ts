/** Where the ids of rows that others refer to stand in the target. */
export type Place = { readonly table: string; readonly column: string } | 'itself' | 'all';

/**
 * A change of one row that changes rows of an aggregate without a trace in the log: a foreign key that cascades or sets
 * NULL, or a table whose values are read along. The aggregates that refer to the row are projected again.
 */
export interface Effect {
  readonly when: {
    readonly table: string;
    /** The column of the row whose value identifies it. */
    readonly column: string;
    /** The column is a text, compared as the source's collation does: neither case nor blanks at the end count. */
    readonly text?: true;
    readonly on: 'delete' | 'change';
    /** With `change`: the columns whose values are read along; a change of others has no effect. */
    readonly reads?: readonly string[];
  };
  readonly entity: string;
  /** Where in the target the row's id stands; `itself` when it is the root's key, `all` when nothing narrower is known. */
  readonly find: Place;
  /** The roots found are deleted as well, unlogged: their own deletes have effects in turn. */
  readonly cascades?: { readonly table: string; readonly column: string };
  /** The row is an attribute: its values are found by its code, so that `all` need not be. */
  readonly byCode?: true;
}
