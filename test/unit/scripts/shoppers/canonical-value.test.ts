import fc from 'fast-check';
import { addDecimals, canonicalValue, digestOf } from '../../../../scripts/shoppers/canonical-value';

describe('canonicalValue', () => {
  it.each([
    ['12.5000', 'decimal', '12.5'], ['-0.0000', 'decimal', '0'], ['007', 'int', '7'], [100, 'int', '100'], ['-3.10', 'decimal', '-3.1'], ['0.50', 'decimal', '0.5'], ['.5', 'decimal', '0.5'],
    ['0007', 'varchar', '0007'], ['12.50', 'varchar', '12.50'], ['2026-01-31 10:00:00.000', 'datetime', '2026-01-31 10:00:00'], ['0000-00-00 00:00:00', 'timestamp', '0000-00-00 00:00:00'],
  ])('writes %s of type %s as %s', (value, type, expected) => {
    expect(canonicalValue(value, type)).toBe(expected);
  });

  it('keeps NULL', () => expect(canonicalValue(null, 'int')).toBeNull());

  it('does not care how many zeros a server appends', () => {
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }), (cents, zeros) => {
      const text = (cents / 100).toFixed(2);
      expect(canonicalValue(text + '0'.repeat(zeros), 'decimal')).toBe(canonicalValue(text, 'decimal'));
      expect(Number(canonicalValue(text, 'decimal'))).toBe(Number(text) === 0 ? 0 : Number(text));
    }));
  });
});

describe('addDecimals', () => {
  it('is exact', () => {
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: -1e12, max: 1e12 }), (left, right) => {
      const decimal = (units: number): string => `${units < 0 ? '-' : ''}${Math.floor(Math.abs(units) / 10000)}.${String(Math.abs(units) % 10000).padStart(4, '0')}`;
      expect(addDecimals(decimal(left), decimal(right))).toBe(canonicalValue(decimal(left + right), 'decimal'));
    }));
  });
});

describe('digestOf', () => {
  it('needs the salt to be told', () => {
    expect(digestOf('ann@example.com', 'a')).toMatch(/^[0-9a-f]{32}$/);
    expect(digestOf('ann@example.com', 'a')).not.toBe(digestOf('ann@example.com', 'b'));
  });
});
