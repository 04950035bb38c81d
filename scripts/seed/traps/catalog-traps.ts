import { addProduct, setValue } from './add-product';
import type { Trap } from './trap';

const skuMark = (sku: string): string => `SELECT COUNT(*) FROM {p}catalog_product_entity WHERE sku = '${sku}'`;

export const CATALOG_TRAPS: readonly Trap[] = [
  {
    name: 'sku-variants',
    what: "SKUs that Magento's collation calls equal and bytes do not: another case, a trailing blank, an accent.",
    async apply(shop) {
      for (const sku of ['TRAP-Sku', 'trap-sku', 'TRAP-Sku ', 'TRAP-Skü']) await addProduct(shop, sku);
    },
    mark: () => "SELECT COUNT(*) DIV 4 FROM {p}catalog_product_entity WHERE sku = 'trap-sku'",
  },
  {
    name: 'zero-date',
    what: "A product made at '0000-00-00 00:00:00', with a custom date of zero and a special price from 1970 on.",
    async apply(shop) {
      const id = await addProduct(shop, 'TRAP-ZERO-DATE', { created_at: '0000-00-00 00:00:00', updated_at: '1970-01-01 00:00:01' });
      await setValue(shop, { id, code: 'available_again', value: '0000-00-00 00:00:00' });
      await setValue(shop, { id, code: 'special_from_date', value: '1970-01-01 00:00:00' });
    },
    mark: () => "SELECT COUNT(*) FROM {p}catalog_product_entity WHERE CAST(created_at AS char) = '0000-00-00 00:00:00'",
  },
  {
    name: 'null-override',
    what: 'A store that says NULL on purpose: a row that is there wins, whatever it holds.',
    async apply(shop) {
      const id = await addProduct(shop, 'TRAP-NULL-OVERRIDE');
      await setValue(shop, { id, code: 'name', value: null, storeId: 5 });
      await setValue(shop, { id, code: 'special_price', value: 9.99 });
      await setValue(shop, { id, code: 'special_price', value: null, storeId: 4 });
    },
    mark: (shop) => `SELECT COUNT(*) FROM {p}catalog_product_entity_varchar WHERE value IS NULL AND attribute_id = ${shop.attributes.get('catalog_product', 'name').id}`,
  },
  {
    name: 'website-stores-disagree',
    what: 'A value of website scope that differs between the stores of one website, and a global one with a row of a store.',
    async apply(shop) {
      const id = await addProduct(shop, 'TRAP-DISAGREE');
      await setValue(shop, { id, code: 'price', value: 5, storeId: 4 });
      await setValue(shop, { id, code: 'price', value: 6, storeId: 5 });
      await setValue(shop, { id, code: 'weight', value: 1.5, storeId: 5 });
    },
    mark: () => skuMark('TRAP-DISAGREE'),
  },
  {
    name: 'value-in-wrong-table',
    what: 'A value left in the table of the type its attribute had before.',
    async apply(shop) {
      const entity_id = await addProduct(shop, 'TRAP-WRONG-TABLE');
      const attribute_id = shop.attributes.get('catalog_product', 'shelf_life_days').id;
      await shop.insert('catalog_product_entity_varchar', { attribute_id, store_id: 0, entity_id, value: 'ninety days' });
    },
    mark: (shop) => `SELECT COUNT(*) FROM {p}catalog_product_entity_varchar WHERE attribute_id = ${shop.attributes.get('catalog_product', 'shelf_life_days').id}`,
  },
  {
    name: 'decimal-extremes',
    what: 'The largest and the smallest price a column holds, and a negative weight.',
    async apply(shop) {
      const id = await addProduct(shop, 'TRAP-DECIMALS');
      await setValue(shop, { id, code: 'price', value: '99999999999999.999999' });
      await setValue(shop, { id, code: 'cost', value: '-99999999999999.999999' });
      await setValue(shop, { id, code: 'carbon_kg', value: '0.000001' });
      await setValue(shop, { id, code: 'weight', value: '-0.500000' });
    },
    mark: () => "SELECT COUNT(*) FROM {p}catalog_product_entity_decimal WHERE value = '99999999999999.999999'",
  },
  {
    name: 'odd-multiselect',
    what: 'A list of options with an empty place, one twice and one that does not exist.',
    async apply(shop) {
      const [first] = shop.attributes.get('catalog_product', 'material').optionIds;
      await setValue(shop, { id: await addProduct(shop, 'TRAP-MULTISELECT'), code: 'material', value: `${first},,${first},999999,` });
    },
    mark: () => "SELECT COUNT(*) FROM {p}catalog_product_entity_text WHERE value LIKE '%,999999,'",
  },
  {
    name: 'option-gone',
    what: 'A select value that names an option which does not exist.',
    apply: async (shop) => setValue(shop, { id: await addProduct(shop, 'TRAP-OPTION-GONE'), code: 'color', value: 999_999 }),
    mark: () => 'SELECT COUNT(*) FROM {p}catalog_product_entity_int WHERE value = 999999',
  },
  {
    name: 'no-selection',
    what: "Images called 'no_selection', one empty, one NULL: all three mean none.",
    async apply(shop) {
      const id = await addProduct(shop, 'TRAP-NO-SELECTION');
      await setValue(shop, { id, code: 'image', value: 'no_selection' });
      await setValue(shop, { id, code: 'small_image', value: '' });
      await setValue(shop, { id, code: 'thumbnail', value: null });
    },
    mark: () => skuMark('TRAP-NO-SELECTION'),
  },
  {
    name: 'child-of-two',
    what: 'A variant that two configurable products share, and a product linked to itself.',
    async apply(shop) {
      const child = await addProduct(shop, 'TRAP-SHARED-CHILD');
      for (const sku of ['TRAP-PARENT-1', 'TRAP-PARENT-2']) {
        const parent = await addProduct(shop, sku, { type_id: 'configurable' });
        await shop.insert('catalog_product_super_link', { product_id: child, parent_id: parent });
      }
      await shop.insert('catalog_product_link', { product_id: child, linked_product_id: child, link_type_id: 1 });
    },
    mark: () => 'SELECT COUNT(*) FROM {p}catalog_product_link WHERE product_id = linked_product_id',
  },
  {
    name: 'super-attribute-gone',
    what: 'A configurable product by an attribute that does not exist: the column has no key.',
    async apply(shop) {
      const product_id = await addProduct(shop, 'TRAP-SUPER-GONE', { type_id: 'configurable' });
      await shop.insert('catalog_product_super_attribute', { product_id, attribute_id: 65_535, position: 0 });
    },
    mark: () => 'SELECT COUNT(*) FROM {p}catalog_product_super_attribute WHERE attribute_id = 65535',
  },
  {
    name: 'wrong-children-count',
    what: 'A category that counts more children than it has, and one below a parent that does not exist.',
    async apply(shop) {
      const at = { attribute_set_id: 3, created_at: '2020-02-29 12:00:00', updated_at: '2020-02-29 12:00:00' };
      await shop.insert('catalog_category_entity', { ...at, parent_id: 2, path: '1/2/99998', position: 99, level: 2, children_count: -3 });
      await shop.insert('catalog_category_entity', { ...at, parent_id: 99_999, path: '1/99999/99998', position: 0, level: 2, children_count: 7 });
    },
    mark: () => "SELECT COUNT(*) DIV 2 FROM {p}catalog_category_entity WHERE path LIKE '1/%99998'",
  },
  {
    name: 'duplicate-sku',
    what: 'Two products with the very same SKU: the column has no unique key.',
    optIn: true,
    async apply(shop) {
      for (let i = 0; i < 2; i++) await addProduct(shop, 'TRAP-TWICE');
    },
    mark: () => "SELECT COUNT(*) DIV 2 FROM {p}catalog_product_entity WHERE sku = 'TRAP-TWICE'",
  },
];
