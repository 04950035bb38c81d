/** What in the source is to blame for a quarantine, by name: a column, or the table where it is the whole row. */
export const placeOf = ({ table, column }: { readonly table: string; readonly column: string }): string =>
  (column === '' ? table : `${table}.${column}`);
