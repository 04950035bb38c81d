import type { ChangeBatch, Change, RowImage } from '../../../source/change-source';

export const changesIn = (batches: readonly ChangeBatch[]): Change[] => batches.flatMap((batch) => batch.changes);

/** A row as it was, or as it is. */
export type Image = { readonly table: string; readonly was: RowImage } | { readonly table: string; readonly is: RowImage };

/** What left a row and what came to it, in order: a key that changes may be told as one change or as two. */
export const imagesIn = (batches: readonly ChangeBatch[]): Image[] => changesIn(batches).flatMap(({ table, before, after }) => [
  ...(before ? [{ table, was: before }] : []), ...(after ? [{ table, is: after }] : [])]);
