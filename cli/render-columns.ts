/** Rows under headings, each column as wide as its widest cell; columns of numbers stand right. */
export function renderColumns(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, index) => Math.max(heading.length, ...rows.map((row) => row[index]!.length)));
  const numbers = headings.map((_, index) => rows.length > 0 && rows.every((row) => /^[\d,.–-]+( ms)?$/.test(row[index]!)));
  const line = (cells: readonly string[]): string => cells
    .map((cell, index) => (numbers[index] ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!))).join('  ').trimEnd();
  return [headings, ...rows].map((cells) => `${line(cells)}\n`).join('');
}
