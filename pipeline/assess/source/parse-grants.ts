/** One line of SHOW GRANTS that covers whole databases. */
export interface Grant {
  readonly privileges: readonly string[];
  /** Which databases; undefined: all of them, and the server itself. */
  readonly database: RegExp | undefined;
}

const line = /^GRANT (?<privileges>.+?) ON (?<object>\*\.\*|(?:`(?:[^`]|``)+`)\.\*) TO /;

/**
 * Reads the output of SHOW GRANTS. Grants on single tables or columns are left out: they cover less than is needed.
 * The lines hold password hashes; nothing but privileges and database names is taken from them.
 */
export function parseGrants(lines: readonly string[]): Grant[] {
  return lines.flatMap((text) => {
    const { privileges, object } = line.exec(text)?.groups ?? {};
    if (privileges === undefined || object === undefined || privileges.includes('(')) return [];
    return [{ privileges: privileges.split(',').map((name) => name.trim().toUpperCase()), database: object === '*.*' ? undefined : patternOf(object) }];
  });
}

/** The database part of a grant is a pattern: _ and % are wildcards unless escaped. */
function patternOf(object: string): RegExp {
  const name = object.slice(1, -'`.*'.length).replace(/``/g, '`');
  const source = name.replace(/\\[_%\\]|[_%]|[.*+?^${}()|[\]\\]/g, (found) =>
    (found === '_' ? '.' : found === '%' ? '.*' : `\\${found.at(-1)}`));
  return new RegExp(`^${source}$`, 'i');
}
