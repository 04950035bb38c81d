/** What PostgreSQL keeps of a name; it would cut the rest silently. */
const longest = 63;

/** Name of a constraint or index: table, columns and kind. A long one is cut, and a digest keeps cut names apart. */
export function keyName(table: string, columns: readonly string[], kind: string): string {
  const full = `${table}_${columns.join('_')}_${kind}`;
  if (full.length <= longest) return full;
  let digest = 0;
  for (const letter of full) digest = (Math.imul(digest, 31) + letter.charCodeAt(0)) >>> 0;
  return `${full.slice(0, longest - kind.length - 10)}_${digest.toString(16).padStart(8, '0')}_${kind}`;
}
