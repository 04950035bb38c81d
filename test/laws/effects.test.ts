import { attributePlaces } from '../../entities/grammar/attribute-places';
import { effectsOf, type Effect } from '../../entities/grammar/effects';
import type { CompiledEntity } from '../../entities/grammar/compile';
import { shopEntities } from './shop-entities';

const { catalog, entities } = shopEntities();
const effects = effectsOf(entities, catalog);

const sourcesOf = (compiled: CompiledEntity): string[] =>
  [compiled.definition.root, ...compiled.children.map((plan) => plan.source), ...(compiled.eav?.tables ?? []).map((table) => table.source)];

/** Foreign keys of mapped tables whose deletes the log does not show, between different aggregates. */
const unlogged = entities.flatMap((compiled) => sourcesOf(compiled).flatMap((source) =>
  (catalog.tables.get(source)?.foreignKeys ?? [])
    .filter((key) => key.onDelete === 'CASCADE' || key.onDelete === 'SET NULL')
    .map((key) => ({ entity: compiled.definition.name, source, ...key, inside: sourcesOf(compiled).includes(key.table) }))));

const of = (table: string, entity: string): Effect[] => effects.filter((effect) => effect.when.table === table && effect.entity === entity && effect.when.on === 'delete');

test('every foreign key between aggregates has an effect', () => {
  const between = unlogged.filter((key) => !key.inside);
  expect(between.length).toBeGreaterThan(60);
  const missing = between.filter((key) => of(key.table, key.entity).every((effect) => effect.when.column !== key.references));
  expect(missing).toEqual([]);
});

test('rows that refer to another row of their own table, or another root of their own kind, have effects too', () => {
  expect(of('catalog_product_entity', 'product').map((effect) => (typeof effect.find === 'string' ? effect.find : effect.find.table)).sort())
    .toEqual(['product_bundle_selections', 'product_links', 'product_relations', 'product_variants']);
  expect(of('sales_payment_transaction', 'payment')).toMatchObject([{ find: { table: 'payment_records', column: 'magento_parent_id' }, cascades: { table: 'sales_payment_transaction' } }]);
});

test('a delete inside an aggregate has none: the log shows it', () => {
  expect(of('sales_order', 'order')).toEqual([]);
  expect(of('quote_item', 'cart')).toEqual([]);
  expect(of('sales_order_item', 'order')).toEqual([]);
});

test('roots that a delete takes along are named, so that their own effects follow', () => {
  expect(of('store_website', 'store-view')).toMatchObject([{ find: { table: 'stores', column: 'magento_website_id' }, cascades: { table: 'store', column: 'store_id' } }]);
  expect(of('store', 'cart')).toContainEqual(expect.objectContaining({ find: { table: 'carts', column: 'magento_store_id' }, cascades: { table: 'quote', column: 'entity_id' } }));
  expect(of('customer_entity', 'order')[0]!.cascades).toBeUndefined();
});

test('effects travel over rows that nobody maps or that go with their root', () => {
  // rating -> rating_option (its child) -> rating_option_vote, a row of a review.
  expect(of('rating', 'review')).toMatchObject([{ find: { table: 'review_votes', column: 'magento_rating_id' } }]);
});

test('a key that is a text is looked for as one', () => {
  expect(of('inventory_source', 'source-item')).toMatchObject([{ when: { column: 'source_code', text: true }, find: { table: 'source_items', column: 'source_code' } }]);
});

test('a deleted attribute is looked for where its values stand', () => {
  const [effect] = of('eav_attribute', 'product');
  expect(effect!.find).toBe('all');
  expect(effect!.byCode).toBe(true);
  const keys = ['price', '#datetime:77', '#decimal:77', '#int:77', '#text:77', '#varchar:77'];
  const places = attributePlaces(entities.find((compiled) => compiled.definition.name === 'product')!, { id: 77, code: 'price' });
  expect(places.map(({ table, ...place }) => ({ table: table.name, ...place }))).toEqual([
    { table: 'products', column: 'attributes', keys }, { table: 'products', column: 'price' },
    { table: 'product_store_values', column: 'attributes', keys }, { table: 'product_store_values', column: 'price' },
  ]);
});

test('values that are read along follow their table', () => {
  const along = effects.filter((effect) => effect.when.on === 'change');
  expect(along).toContainEqual({ when: { table: 'catalog_product_entity', column: 'entity_id', on: 'change', reads: ['sku'] }, entity: 'stock-item', find: { table: 'stock_items', column: 'magento_product_id' } });
  const lookups = entities.flatMap((compiled) => [compiled.root, ...compiled.children]).flatMap((plan) => plan.select.flatMap((column) => column.lookup?.table ?? []));
  expect(new Set(along.map((effect) => effect.when.table))).toEqual(new Set(lookups));
});

test('what is searched for exists, is a number or a text as its key is, and has an index where shops delete often', () => {
  const settings = /^(store|store_website|store_group|customer_group|eav_\w+|rating\w*|review_entity|catalog_product_link_(type|attribute)|cataloginventory_stock|inventory_source)$/;
  for (const effect of effects) {
    if (typeof effect.find === 'string') continue;
    const { table: name, column } = effect.find;
    const compiled = entities.find((candidate) => candidate.definition.name === effect.entity)!;
    const table = compiled.targets.find((target) => target.name === name)!;
    expect({ effect, type: table.columns.find((candidate) => candidate.name === column)?.type }).toEqual({ effect, type: effect.when.text ? 'text' : expect.stringMatching(/^(bigint|integer)$/) });
    const indexed = settings.test(effect.when.table) || table.indexes.some((index) => index[0] === column) || table.unique.some((key) => key[0] === column);
    expect({ effect, indexed }).toEqual({ effect, indexed: true });
  }
});
