import { chooseTraps, TRAPS } from '../../../../scripts/seed/traps/traps';

const names = (traps: ReturnType<typeof chooseTraps>): readonly string[] => traps.map(({ name }) => name);

describe('chooseTraps', () => {
  test('every trap has a name of its own and says in a sentence what lies there', () => {
    expect(new Set(names(TRAPS)).size).toBe(TRAPS.length);
    for (const { name, what } of TRAPS) {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(what).toMatch(/^[A-Z].{20,}\.$/);
    }
  });

  test('all leaves out what is quarantined by design, unless opted into', () => {
    expect(names(chooseTraps('all', ''))).not.toContain('nul-byte');
    expect(names(chooseTraps('all', 'nul-byte'))).toContain('nul-byte');
    expect(names(chooseTraps('none', 'nul-byte'))).toEqual(['nul-byte']);
    expect(names(chooseTraps('none', ''))).toEqual([]);
    expect(names(chooseTraps('zero-date, sku-variants', ''))).toEqual(['sku-variants', 'zero-date']);
  });

  test('a name that no trap has is refused with those there are', () => {
    expect(() => chooseTraps('zero-dates', '')).toThrow(/No trap called zero-dates; there are .*zero-date/);
  });
});
