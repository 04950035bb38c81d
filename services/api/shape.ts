import type { Row } from './row';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

interface Field {
  readonly name: string;
  readonly column: string;
  readonly show: (cell: string) => Json;
}

/** How a row is shown: its fields in the order in which callers get them. */
export type Shape = readonly Field[];

const kinds = {
  /** JSON numbers, as Magento prints ids and decimals. */
  number: Number,
  text: (cell: string) => cell,
  /** As PHP casts: everything but 0 and the empty text is true. */
  flag: (cell: string) => cell !== '0' && cell !== '',
  /** Lines that Magento keeps joined. */
  lines: (cell: string) => cell.split('\n'),
} as const;

/** Names of columns by how they are shown, separated by blanks; `parent_id=customer_id` shows a column under another name. */
export function shape(columns: Partial<Record<keyof typeof kinds, string>>): Shape {
  return Object.entries(columns).flatMap(([kind, words]) => words.trim().split(/\s+/).map((word): Field => {
    const [column, name = column] = word.split('=') as [string, string?];
    return { column, name, show: kinds[kind as keyof typeof kinds] };
  }));
}

/** Shows a row. What is NULL or missing is left out, as Magento does. */
export function show(fields: Shape, row: Row): { [name: string]: Json } {
  const shown: { [name: string]: Json } = {};
  for (const { name, column, show: print } of fields) {
    const cell = row[column];
    if (cell !== null && cell !== undefined) shown[name] = print(cell);
  }
  return shown;
}
