const NAME = /\b(CREATE TABLE|ALTER TABLE|VIEW|REFERENCES|CONSTRAINT|FROM|JOIN)\s+(\w+)/g;

/** Puts the prefix before every table, view and named constraint that a DDL statement names. */
export function prefixTables(statement: string, prefix: string): string {
  if (!/^\w*$/.test(prefix)) throw new RangeError(`A table prefix may hold letters, digits and underscores only: ${prefix}`);
  return statement.replace(NAME, (_match, words: string, name: string) => `${words} ${prefix}${name}`);
}
