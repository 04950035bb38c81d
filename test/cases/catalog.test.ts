import { runCases } from './run-cases';

const product = (id: number, sku: string): string => `INSERT INTO catalog_product_entity (entity_id, attribute_set_id, sku) VALUES (${id}, 4, '${sku}');`;
const attribute = (id: number, code: string, backend: string): string =>
  `INSERT INTO eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES (${id}, 4, '${code}', '${backend}');`;
const value = (backend: string, of: { readonly attribute: number; readonly store: number; readonly product: number }, text: string): string =>
  `INSERT INTO catalog_product_entity_${backend} (attribute_id, store_id, entity_id, value) VALUES (${of.attribute}, ${of.store}, ${of.product}, ${text});`;
const productNo = (...ids: readonly number[]): string =>
  `FROM catalog.products p JOIN banyan.magento_id_map m ON m.new_uuid = p.id WHERE m.entity_type = 'product' AND m.magento_id IN (${ids.join(', ')}) ORDER BY m.magento_id`;
const storesOf = (id: number): string =>
  `FROM catalog.product_store_values v JOIN banyan.magento_id_map m ON m.new_uuid = v.product_id WHERE m.entity_type = 'product' AND m.magento_id = ${id} ORDER BY v.store_id`;

runCases('catalog', [
  {
    name: 'sku-variants: what a collation takes for the same are four SKUs',
    magento: product(1, 'Sku-A') + product(2, 'sku-a') + product(3, 'Sku-A ') + product(4, 'Sku-Ä'),
    entities: ['product'],
    expected: [{ query: `SELECT p.sku ${productNo(1, 2, 3, 4)}`, rows: [{ sku: 'Sku-A' }, { sku: 'sku-a' }, { sku: 'Sku-A ' }, { sku: 'Sku-Ä' }] }],
  },
  {
    name: 'duplicate-sku: of two products with the very same SKU the older is carried, the other quarantined until it has one of its own',
    magento: product(10, 'TWICE') + product(11, 'TWICE'),
    entities: ['product'],
    expected: [
      { query: `SELECT m.magento_id AS id, p.sku ${productNo(10, 11)}`, rows: [{ id: 10, sku: 'TWICE' }] },
      { query: "SELECT magento_id AS key, source_column AS column, reason FROM banyan.quarantine WHERE entity_type = 'product'", rows: [{ key: 11, column: 'sku', reason: 'another row of the source holds its unique value' }] },
    ],
    change: {
      magento: "UPDATE catalog_product_entity SET sku = 'ONCE' WHERE entity_id = 11",
      expected: [
        { query: `SELECT m.magento_id AS id, p.sku ${productNo(10, 11)}`, rows: [{ id: 10, sku: 'TWICE' }, { id: 11, sku: 'ONCE' }] },
        { query: "SELECT magento_id FROM banyan.quarantine WHERE entity_type = 'product'", rows: [] },
      ],
    },
  },
  {
    name: 'null-override: a store that says NULL is no store that says nothing',
    magento: product(20, 'NULL-1') + value('varchar', { attribute: 73, store: 0, product: 20 }, "'base'") + value('varchar', { attribute: 73, store: 1, product: 20 }, 'NULL') + value('varchar', { attribute: 73, store: 2, product: 20 }, "''"),
    entities: ['product'],
    expected: [
      { query: `SELECT p.name ${productNo(20)}`, rows: [{ name: 'base' }] },
      { query: `SELECT v.store_id AS store, v.name, v.attributes ? 'name' AS said ${storesOf(20)}`, rows: [{ store: 1, name: null, said: true }, { store: 2, name: '', said: false }] },
    ],
  },
  {
    name: 'website-stores-disagree: stores of one website may differ, and a global attribute may have a row of a store',
    magento: attribute(210, 'weight', 'decimal') + product(30, 'DISAGREE') + value('decimal', { attribute: 77, store: 0, product: 30 }, '10') + value('decimal', { attribute: 77, store: 1, product: 30 }, '5') + value('decimal', { attribute: 77, store: 2, product: 30 }, '6.5')
      + value('decimal', { attribute: 210, store: 2, product: 30 }, '1.5'),
    entities: ['product'],
    expected: [
      { query: `SELECT p.price::text AS price, p.weight ${productNo(30)}`, rows: [{ price: '10.000000', weight: null }] },
      { query: `SELECT v.store_id AS store, v.price::text AS price, v.weight::text AS weight ${storesOf(30)}`, rows: [{ store: 1, price: '5.000000', weight: null }, { store: 2, price: '6.500000', weight: '1.500000' }] },
    ],
  },
  {
    name: 'value-in-wrong-table: a value left in the table of a former type is kept under a name of its own',
    magento: attribute(220, 'shelf_life', 'int') + product(40, 'WRONG') + value('int', { attribute: 220, store: 0, product: 40 }, '90') + value('varchar', { attribute: 220, store: 0, product: 40 }, "'ninety'"),
    entities: ['product'],
    expected: [{ query: `SELECT p.attributes->>'shelf_life' AS now, p.attributes->>'#varchar:220' AS before ${productNo(40)}`, rows: [{ now: '90', before: 'ninety' }] }],
  },
  {
    name: 'decimal-extremes: the largest and the smallest price, to the last digit',
    magento: product(50, 'DECIMALS') + value('decimal', { attribute: 77, store: 0, product: 50 }, "'99999999999999.999999'") + value('decimal', { attribute: 77, store: 1, product: 50 }, "'-0.000001'"),
    entities: ['product'],
    expected: [
      { query: `SELECT p.price::text AS price ${productNo(50)}`, rows: [{ price: '99999999999999.999999' }] },
      { query: `SELECT v.price::text AS price ${storesOf(50)}`, rows: [{ price: '-0.000001' }] },
    ],
  },
  {
    name: 'odd-multiselect and option-gone: lists keep their order, their gaps and options that are gone',
    magento: attribute(230, 'material', 'text') + attribute(231, 'color', 'int') + product(60, 'OPTIONS') + value('text', { attribute: 230, store: 0, product: 60 }, "'7,,3,7,999999,'") + value('int', { attribute: 231, store: 0, product: 60 }, '999999'),
    entities: ['product'],
    expected: [{ query: `SELECT p.attributes->>'material' AS material, p.attributes->>'color' AS color ${productNo(60)}`, rows: [{ material: '7,,3,7,999999,', color: '999999' }] }],
  },
  {
    name: 'option-without-label, duplicate-option-label: options without a label, and two with one label',
    magento: `${attribute(240, 'brand', 'int')} INSERT INTO eav_attribute_option (option_id, attribute_id) VALUES (1, 240), (2, 240), (3, 240);
      INSERT INTO eav_attribute_option_value (value_id, option_id, store_id, value) VALUES (1, 2, 0, 'Wool'), (2, 3, 0, 'Wool'), (3, 3, 1, '&frac12; zip')`,
    entities: ['attribute'],
    expected: [
      { query: 'SELECT count(l.id) AS labels FROM store.attribute_options o LEFT JOIN store.attribute_option_labels l ON l.option_id = o.id GROUP BY o.id ORDER BY o.id', rows: [{ labels: 0 }, { labels: 1 }, { labels: 2 }] },
      { query: 'SELECT value, store_id AS store FROM store.attribute_option_labels ORDER BY id', rows: [{ value: 'Wool', store: 0 }, { value: 'Wool', store: 0 }, { value: '&frac12; zip', store: 1 }] },
    ],
  },
  {
    name: 'orphan-option: an option of no attribute is quarantined and counted, not dropped',
    magento: 'INSERT INTO eav_attribute_option (option_id, attribute_id) VALUES (90, 65535)',
    entities: ['attribute'],
    expected: [{ query: "SELECT magento_id AS key, source_table AS table FROM banyan.quarantine WHERE entity_type = 'attribute'", rows: [{ key: 65535, table: 'eav_attribute_option' }] }],
  },
  {
    name: 'wrong-children-count: Magento’s own count and a parent that is not there are carried as they are',
    magento: "INSERT INTO catalog_category_entity (entity_id, attribute_set_id, parent_id, path, position, level, children_count) VALUES (7, 3, 99999, '1/99999/7', 0, 2, -3)",
    entities: ['category'],
    expected: [{ query: "SELECT magento_parent_id AS parent, parent_id IS NOT NULL AS named, children_count AS children FROM catalog.categories WHERE path = '1/99999/7'", rows: [{ parent: 99999, named: true, children: -3 }] }],
  },
  {
    name: 'zero-date: a product made at a zero date, with a custom date of zero',
    magento: `${attribute(250, 'available_again', 'datetime')}INSERT INTO catalog_product_entity (entity_id, attribute_set_id, sku, created_at, updated_at) VALUES (70, 4, 'ZERO', '0000-00-00 00:00:00', '1970-01-01 00:00:01');${value('datetime', { attribute: 250, store: 0, product: 70 }, "'0000-00-00 00:00:00'")}`,
    entities: ['product'],
    expected: [{ query: `SELECT p.created_at AS created, p.extra->>'created_at' AS kept, p.attributes->>'available_again' AS again ${productNo(70)}`, rows: [{ created: null, kept: '0000-00-00 00:00:00', again: '0000-00-00 00:00:00' }] }],
  },
  {
    name: 'copy-marks and null words: text that COPY takes for marks of its own, and words that look like nothing',
    magento: attribute(260, 'description', 'text') + attribute(261, 'meta_title', 'varchar') + attribute(262, 'hint', 'varchar') + product(80, 'MARKS')
      + value('text', { attribute: 260, store: 0, product: 80 }, "'a\\tb\\\\tc\\nnext\\r\\n\\\\.\\n\\\\N'") + value('varchar', { attribute: 261, store: 0, product: 80 }, "'\\\\N'") + value('varchar', { attribute: 262, store: 0, product: 80 }, "'NULL'") + value('varchar', { attribute: 262, store: 1, product: 80 }, "''"),
    entities: ['product'],
    expected: [
      { query: `SELECT p.description, p.meta_title, p.attributes->>'hint' AS hint ${productNo(80)}`, rows: [{ description: 'a\tb\\tc\nnext\r\n\\.\n\\N', meta_title: '\\N', hint: 'NULL' }] },
      { query: `SELECT v.attributes->>'hint' AS hint ${storesOf(80)}`, rows: [{ hint: '' }] },
    ],
  },
  {
    name: 'nul-byte: text with a NUL byte keeps its product’s last good state, and says so',
    magento: product(90, 'NUL') + value('varchar', { attribute: 73, store: 0, product: 90 }, "'good'"),
    entities: ['product'],
    expected: [{ query: `SELECT p.name ${productNo(90)}`, rows: [{ name: 'good' }] }],
    change: {
      magento: "UPDATE catalog_product_entity_varchar SET value = CONCAT('b', CHAR(0), 'd') WHERE entity_id = 90",
      expected: [
        { query: `SELECT p.name ${productNo(90)}`, rows: [{ name: 'good' }] },
        { query: "SELECT source_table AS table, reason FROM banyan.quarantine WHERE entity_type = 'product' AND magento_id = 90", rows: [{ table: 'catalog_product_entity_*', reason: 'text with a NUL byte, or that is not UTF-8' }] },
      ],
    },
  },
  {
    name: 'child-of-two: a variant of two products, a product linked to itself, and an attribute that is gone',
    magento: `${product(100, 'CHILD')}${product(101, 'P1')}${product(102, 'P2')} INSERT INTO catalog_product_super_link (link_id, product_id, parent_id) VALUES (1, 100, 101), (2, 100, 102);
      INSERT INTO catalog_product_link_type (link_type_id, code) VALUES (1, 'relation'); INSERT INTO catalog_product_link (link_id, product_id, linked_product_id, link_type_id) VALUES (1, 100, 100, 1);
      INSERT INTO catalog_product_super_attribute (product_super_attribute_id, product_id, attribute_id, position) VALUES (1, 101, 65535, 0)`,
    entities: ['product'],
    expected: [
      { query: 'SELECT count(*) AS parents FROM catalog.product_variants WHERE magento_variant_id = 100', rows: [{ parents: 2 }] },
      { query: 'SELECT product_id = linked_product_id AS itself FROM catalog.product_links', rows: [{ itself: true }] },
      { query: 'SELECT magento_attribute_id AS attribute FROM catalog.product_super_attributes', rows: [{ attribute: 65535 }] },
    ],
    change: {
      magento: 'DELETE FROM catalog_product_entity WHERE entity_id = 100',
      expected: [{ query: 'SELECT (SELECT count(*) FROM catalog.product_variants) AS variants, (SELECT count(*) FROM catalog.product_links) AS links', rows: [{ variants: 0, links: 0 }] }],
    },
  },
]);
