import { createRandom } from '../../../../scripts/seed/random';

const draw = (seed: number, kind: string, n: number): readonly number[] => {
  const random = createRandom(seed, kind, n);
  return Array.from({ length: 8 }, () => random.int(1_000_000));
};

describe('createRandom', () => {
  test('gives the same numbers for the same seed, kind and number, and others for any other', () => {
    expect(draw(1, 'order', 7)).toEqual(draw(1, 'order', 7));
    expect(draw(1, 'order', 7)).not.toEqual(draw(2, 'order', 7));
    expect(draw(1, 'order', 7)).not.toEqual(draw(1, 'order', 8));
    expect(draw(1, 'order', 7)).not.toEqual(draw(1, 'customer', 7));
  });

  test('is even enough over neighbouring numbers', () => {
    const first = Array.from({ length: 20_000 }, (_unused, n) => createRandom(3, 'kind', n).int(10));
    for (let digit = 0; digit < 10; digit++) {
      const share = first.filter((value) => value === digit).length;
      expect(share).toBeGreaterThan(1_800);
      expect(share).toBeLessThan(2_200);
    }
  });

  test('keeps its bounds', () => {
    const random = createRandom(0, 'bounds', 0);
    const seen = new Set(Array.from({ length: 500 }, () => random.between(-2, 2)));
    expect([...seen].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
    expect(() => random.between(1, 0)).toThrow(RangeError);
    expect(random.hex(33)).toMatch(/^[0-9a-f]{33}$/);
  });
});
