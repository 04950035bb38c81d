import fc from 'fast-check';
import { createIdDeriver, idInside, idLimit, lowestUuid, packKey, unpackKey } from '../../entities/grammar/derive-ids';

const ids = createIdDeriver(Buffer.from('00112233445566778899aabbccddeeff', 'hex'));
const others = createIdDeriver(Buffer.from('ffeeddccbbaa99887766554433221100', 'hex'));
const spaces = [{ entity: 'order', wide: false }, { entity: 'coupon-usage', wide: true }];

describe.each(spaces)('ids of $entity', (space) => {
  const id = fc.integer({ min: 0, max: idLimit(space.wide) - 1 });

  test('are the same every time, alone or in a batch', () => {
    fc.assert(fc.property(fc.array(id, { minLength: 1, maxLength: 20 }), (batch) => {
      const bytes = ids.derive(space, batch).toString('hex');
      expect(batch.map((one) => ids.one(space, one).replace(/-/g, '')).join('')).toBe(bytes);
    }));
  });

  test('say which Magento id they stand for', () => {
    fc.assert(fc.property(id, (one) => expect(idInside(ids.one(space, one), space.wide)).toBe(one)));
  });

  test('sort as Magento\'s ids do', () => {
    fc.assert(fc.property(id, id, (a, b) => {
      fc.pre(a < b);
      expect(ids.one(space, a) < ids.one(space, b)).toBe(true);
      expect(lowestUuid(b, space.wide) > ids.one(space, a)).toBe(true);
      expect(lowestUuid(b, space.wide) <= ids.one(space, b)).toBe(true);
    }));
  });

  test('are version 8 of RFC 9562, and differ by key and by entity', () => {
    fc.assert(fc.property(id, (one) => {
      const uuid = ids.one(space, one);
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(others.one(space, one)).not.toBe(uuid);
      expect(ids.one({ ...space, entity: 'another' }, one)).not.toBe(uuid);
    }));
  });

  test('refuse what they cannot hold', () => {
    for (const bad of [-1, idLimit(space.wide), NaN]) expect(() => ids.one(space, bad)).toThrow(/outside/);
  });
});

test('packed keys sort as pairs do and come apart again', () => {
  const pair = fc.tuple(fc.integer({ min: 0, max: 2 ** 26 - 1 }), fc.integer({ min: 0, max: 2 ** 27 - 1 }));
  fc.assert(fc.property(pair, pair, (a, b) => {
    expect(unpackKey(packKey(...a))).toEqual(a);
    const smaller = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
    expect(packKey(...a) < packKey(...b)).toBe(smaller);
  }));
  expect(() => packKey(2 ** 26, 0)).toThrow(/too large/);
  expect(() => packKey(0, 2 ** 27)).toThrow(/too large/);
});
