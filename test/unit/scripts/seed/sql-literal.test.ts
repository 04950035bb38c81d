import fc from 'fast-check';
import { sqlLiteral } from '../../../../scripts/seed/sql-literal';

/** What a server makes of a quoted string, by its documentation. */
const read = (literal: string): string =>
  literal.slice(1, -1).replace(/\\(.)/gs, (_all, mark: string) => ({ 0: '\0', b: '\b', n: '\n', r: '\r', t: '\t', Z: '\x1a' })[mark] ?? mark);

describe('sqlLiteral', () => {
  test('quotes any text so that the server reads the same text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const literal = sqlLiteral(text);
      expect(read(literal)).toBe(text);
      expect(literal.slice(1, -1)).not.toMatch(/(^|[^\\])(\\\\)*'/);
    }));
  });

  test('writes numbers and NULL bare', () => {
    expect([sqlLiteral(0.1), sqlLiteral(-1999 / 100), sqlLiteral(4_294_967_295), sqlLiteral(null)]).toEqual(['0.1', '-19.99', '4294967295', 'NULL']);
  });

  test('refuses what is no number', () => {
    expect(() => sqlLiteral(NaN)).toThrow(RangeError);
    expect(() => sqlLiteral(Infinity)).toThrow(RangeError);
  });
});
