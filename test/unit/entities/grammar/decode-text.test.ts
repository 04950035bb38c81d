import { allEntities } from '../../../../entities/all-entities';
import { compileEntity } from '../../../../entities/grammar/compile';
import { decode, type Decoded } from '../../../../entities/grammar/decode';
import { createIdDeriver } from '../../../../entities/grammar/derive-ids';
import { noRows, packRows } from '../../../../entities/grammar/raw-rows';
import { shopCatalog } from '../../../laws/shop-catalog';

const reservation = compileEntity(allEntities.find((entity) => entity.name === 'reservation')!, shopCatalog());
const context = { ids: createIdDeriver(Buffer.alloc(16)), overrides: new Map() };

const skus = (...texts: readonly Buffer[]): Decoded => {
  const root = packRows(texts.map((sku, index) => [String(index + 1), '1', sku, '1.0000', null]));
  return decode(reservation, { root, children: reservation.children.map(() => noRows), eav: [] }, context);
};

test('the row with half a surrogate pair is refused by name, and the others are carried', () => {
  // MySQL's utf8mb3 takes the bytes ED A0 80, which are no UTF-8; PostgreSQL refuses the whole COPY for them.
  const decoded = skus(Buffer.from('A'), Buffer.from([0x41, 0xed, 0xa0, 0x80]), Buffer.from('é😀'));
  expect(decoded.keys).toEqual([1, 3]);
  expect(decoded.refusals).toEqual([{ key: 2, table: 'inventory_reservation', column: 'sku', reason: expect.stringContaining('not UTF-8') }]);
  expect(decoded.accounts.get('inventory_reservation')).toEqual({ carried: 2, refused: 1 });
});

test('so is one with a NUL byte', () => {
  const decoded = skus(Buffer.from('A\0B'), Buffer.from('B'));
  expect(decoded.keys).toEqual([2]);
  expect(decoded.refusals).toMatchObject([{ key: 1, column: 'sku', reason: expect.stringContaining('NUL') }]);
});
