import { allEntities } from '../../../../entities/all-entities';
import { compileEntity } from '../../../../entities/grammar/compile';
import { createIdDeriver, idInside } from '../../../../entities/grammar/derive-ids';
import { encode, type SourceRow } from '../../../../entities/grammar/encode';
import { shopCatalog } from '../../../laws/shop-catalog';

const catalog = shopCatalog();
const ids = createIdDeriver(Buffer.alloc(16, 2));
const context = { idOf: (space: { wide: boolean }, uuid: string) => idInside(uuid, space.wide) };
const id = (entity: string, number: number): string => ids.one({ entity, wide: false }, number);

/** Encodes one root row, given by its cells' names. */
function encodeOne(name: string, cells: Readonly<Record<string, string | null>>): ReadonlyMap<string, readonly SourceRow[]> {
  const compiled = compileEntity(allEntities.find((entity) => entity.name === name)!, catalog);
  const row = compiled.root.target.columns.map((column) => cells[column.name] ?? null);
  return encode(compiled, new Map([[compiled.root.target.name, [row]]]), context);
}

const only = (rows: ReadonlyMap<string, readonly SourceRow[]>, table: string): Record<string, string | null> => Object.fromEntries(rows.get(table)![0]!);

test('a reference that a service has set wins over the Magento id beside it', () => {
  const rows = encodeOne('customer-address', { id: id('customer-address', 9), customer_id: id('customer', 7), magento_customer_id: '3', extra: null });
  expect(only(rows, 'customer_address_entity')).toMatchObject({ entity_id: '9', parent_id: '7' });
});

test('a reference that a service has cleared refers to nothing, and Magento\'s 0 stays 0', () => {
  const cleared = encodeOne('newsletter-subscriber', { id: id('newsletter-subscriber', 1), magento_customer_id: '3', magento_store_id: '0' });
  expect(only(cleared, 'newsletter_subscriber')).toMatchObject({ customer_id: null, store_id: '0' });
});

test('a value that its column could not hold comes back from extra', () => {
  const rows = encodeOne('wishlist', { id: id('wishlist', 4), magento_customer_id: '0', extra: '{"updated_at": "0000-00-00 00:00:00"}' });
  expect(only(rows, 'wishlist')).toMatchObject({ updated_at: '0000-00-00 00:00:00', shared: null });
});

test('named attributes, others and strays become rows of their value tables', () => {
  const rows = encodeOne('product', {
    id: id('product', 5), name: 'Bag', price: '34.000000', status: 'disabled', attributes: '{"color": "49", "weight": null, "#int:83": "x"}',
  });
  const values = ['varchar', 'decimal', 'int'].map((type) => (rows.get(`catalog_product_entity_${type}`) ?? []).map((row) => Object.fromEntries(row)));
  const attribute = (code: string): string => String(catalog.attributes.get('catalog_product')!.find((one) => one.code === code)!.id);
  expect(values[0]).toEqual([{ entity_id: '5', attribute_id: attribute('name'), store_id: '0', value: 'Bag' }]);
  expect(values[1]).toEqual([
    { entity_id: '5', attribute_id: attribute('price'), store_id: '0', value: '34.000000' },
    { entity_id: '5', attribute_id: attribute('weight'), store_id: '0', value: null },
  ]);
  expect(values[2]).toEqual([
    { entity_id: '5', attribute_id: attribute('status'), store_id: '0', value: '2' },
    { entity_id: '5', attribute_id: attribute('color'), store_id: '0', value: '49' },
    { entity_id: '5', attribute_id: '83', store_id: '0', value: 'x' },
  ]);
});

test('an attribute that the shop does not know is refused', () => {
  expect(() => encodeOne('product', { id: id('product', 5), attributes: '{"born_in_a_service": "1"}' })).toThrow(/no attribute "born_in_a_service"/);
});
