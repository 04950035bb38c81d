const letters: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };

/** Rows in PostgreSQL's COPY text format as cells; `null` for NULL. */
export function parseCopy(lines: Buffer): (string | null)[][] {
  const text = lines.toString('utf8');
  if (text === '') return [];
  return text.slice(0, text.endsWith('\n') ? -1 : undefined).split('\n').map(parseCopyLine);
}

/** The cells of one line, without its line end. */
export const parseCopyLine = (line: string): (string | null)[] => line.split('\t').map(parseCell);

function parseCell(cell: string): string | null {
  if (cell === '\\N') return null;
  if (!cell.includes('\\')) return cell;
  return cell.replace(/\\(.)/gs, (_, letter: string) => letters[letter] ?? letter);
}
