import type { Trap } from './trap';

export const OPTION_TRAPS: readonly Trap[] = [
  {
    name: 'option-without-label',
    what: 'A yes/no attribute that owns an option with no label at all.',
    async apply(shop) {
      await shop.insert('eav_attribute_option', { attribute_id: shop.attributes.get('catalog_product', 'eco_collection').id, sort_order: 0 });
    },
    mark: (shop) => `SELECT COUNT(*) FROM {p}eav_attribute_option WHERE attribute_id = ${shop.attributes.get('catalog_product', 'eco_collection').id}`,
  },
  {
    name: 'duplicate-option-label',
    what: 'Two labels of one option in one store, which had no unique key before 2.4.8, and two options with one label.',
    async apply(shop) {
      const attribute_id = shop.attributes.get('catalog_product', 'manufacturer').id;
      const option_id = await shop.insert('eav_attribute_option', { attribute_id, sort_order: 91 });
      for (const value of ['Trap Maker', 'Trap Maker (old)']) await shop.insert('eav_attribute_option_value', { option_id, store_id: 0, value });
      const second = await shop.insert('eav_attribute_option', { attribute_id, sort_order: 92 });
      await shop.insert('eav_attribute_option_value', { option_id: second, store_id: 0, value: 'Trap Maker' });
    },
    mark: () => "SELECT COUNT(*) DIV 3 FROM {p}eav_attribute_option_value WHERE value LIKE 'Trap Maker%'",
  },
  {
    name: 'orphan-option',
    what: 'Options of an attribute that does not exist, as imports with key checks off leave them.',
    async apply(shop) {
      const option_id = await shop.insert('eav_attribute_option', { attribute_id: 65_535, sort_order: 0 });
      await shop.insert('eav_attribute_option_value', { option_id, store_id: 0, value: 'Trap orphan' });
    },
    mark: () => 'SELECT COUNT(*) FROM {p}eav_attribute_option WHERE attribute_id = 65535',
  },
];
