import { schemaStatements } from '../../../../scripts/seed/create-schema';
import { prefixTables } from '../../../../scripts/seed/prefix-tables';

describe('prefixTables', () => {
  test('names every table, view and reference of the schema with the prefix, and no column', () => {
    const plain = schemaStatements({ commerce: true });
    const tables = plain.flatMap((statement) => [...statement.matchAll(/^(?:CREATE TABLE|CREATE SQL SECURITY INVOKER VIEW) (\w+)/g)].map(([, name]) => name));
    const prefixed = schemaStatements({ commerce: true, prefix: 'mg_' });
    expect(tables.length).toBeGreaterThan(160);
    prefixed.forEach((statement, index) => {
      expect(statement.replaceAll('mg_', '')).toBe(plain[index]);
      const named = [...statement.matchAll(/(?:CREATE TABLE|ALTER TABLE|VIEW|REFERENCES|FROM|JOIN) (\w+)/g)].map(([, name]) => name);
      for (const name of named) expect(name).toMatch(/^mg_/);
    });
  });

  test('refuses a prefix that would need quoting', () => {
    expect(() => prefixTables('CREATE TABLE a (b int)', 'a`b')).toThrow(RangeError);
  });
});
