/** Character sets and collations that a server knows. */
export interface KnownCollations {
  readonly collations: ReadonlySet<string>;
  readonly charsets: ReadonlySet<string>;
}

/** The server's word for a character set: utf8 and utf8mb3 are one set under two names. */
export function mapCharset(name: string, known: KnownCollations): string {
  if (known.charsets.has(name)) return name;
  const other = name === 'utf8mb3' ? 'utf8' : name === 'utf8' ? 'utf8mb3' : name;
  return known.charsets.has(other) ? other : name;
}

/**
 * The nearest collation that the server knows, for one that it does not: the same under another name, else one with the
 * same sensitivity to case and accents, else the general one of its character set. Unchanged if there is none at all.
 */
export function mapCollation(name: string, known: KnownCollations): string {
  return candidates(name.toLowerCase(), known).find((candidate) => known.collations.has(candidate)) ?? name;
}

function candidates(name: string, known: KnownCollations): readonly string[] {
  const charset = name.split('_')[0] ?? name;
  const named = mapCharset(charset, known);
  const tail = name.slice(charset.length);
  const sensitive = /_(as_cs|cs|as_cs_ks)$/.test(name);
  const kin = sensitive
    ? ['_uca1400_nopad_as_cs', '_0900_as_cs', '_bin']
    : tail.endsWith('_bin') ? ['_bin', '_nopad_bin']
    : /_as_ci$/.test(tail) ? ['_uca1400_nopad_as_ci', '_0900_as_ci', '_general_ci']
    : ['_uca1400_nopad_ai_ci', '_0900_ai_ci', '_unicode_520_ci', '_unicode_ci', '_general_ci'];
  return [name, named + tail, named + tail.replace('_nopad', ''), ...kin.map((end) => named + end)];
}
