import { allEntities } from '../../../entities/all-entities';
import { keepersOf } from '../../../entities/customer-cut';
import { compileEntity } from '../../../entities/grammar/compile';
import { customerChanges, customerColumns } from '../../../pipeline/customer-changes';
import type { Change } from '../../../source/change-source';
import { shopCatalog } from '../../laws/shop-catalog';

const catalog = shopCatalog({ commerce: true });
const entities = allEntities.map((definition) => compileEntity(definition, catalog));
const cut = { since: '2020-01-01', keepers: keepersOf(catalog) };
const rankOf = (table: string): number => cut.keepers.findIndex((keeper) => keeper.table === table);
const found = (...changes: Change[]) => customerChanges(changes, cut, entities);
const none = { gains: [], losses: [], born: [], moved: [] };

test('a new order is a gain, a deleted one a loss, one handed over both', () => {
  const rank = rankOf('sales_order');
  expect(found({ table: 'sales_order', after: { entity_id: 7, customer_id: 3 } })).toEqual({ ...none, gains: [{ customer: 3, rank, key: 7 }] });
  expect(found({ table: 'sales_order', before: { entity_id: 7, customer_id: 3 } })).toEqual({ ...none, losses: [3] });
  expect(found({ table: 'sales_order', before: { entity_id: 7, customer_id: 3 }, after: { entity_id: 7, customer_id: 4 } }))
    .toEqual({ ...none, losses: [3], gains: [{ customer: 4, rank, key: 7 }] });
});

test('what leaves the customer alone, and what belongs to guests, turns nobody', () => {
  expect(found(
    { table: 'sales_order', before: { entity_id: 7, customer_id: 3 }, after: { entity_id: 7, customer_id: 3 } },
    { table: 'sales_order', after: { entity_id: 8, customer_id: null } }, { table: 'review_detail', after: { detail_id: 8, customer_id: 0 } },
    { table: 'customer_entity', before: { entity_id: 3, created_at: '5e0be100' }, after: { entity_id: 3, created_at: '5e0be100' } },
    { table: 'quote', after: { entity_id: 1, customer_id: 3 } },
  )).toEqual(none);
});

test('a customer is born, goes, and is given another date', () => {
  expect(found({ table: 'customer_entity', after: { entity_id: 3, created_at: '5e0be100' } })).toEqual({ ...none, born: [3] });
  expect(found({ table: 'customer_entity', before: { entity_id: 3, created_at: '5e0be100' } })).toEqual({ ...none, moved: [3] });
  expect(found({ table: 'customer_entity', before: { entity_id: 3, created_at: '5e0be100' }, after: { entity_id: 3, created_at: '00000000' } })).toEqual({ ...none, moved: [3] });
});

test('movements of points follow a balance that is handed to somebody else', () => {
  expect(found({ table: 'magento_reward', before: { reward_id: 1, customer_id: 3 }, after: { reward_id: 1, customer_id: 4 } })).toEqual({ ...none, moved: [3, 4] });
  expect(found({ table: 'magento_reward', after: { reward_id: 1, customer_id: 3 } })).toEqual(none);
});

test('a reader is asked for every column that decides', () => {
  const wanted = customerColumns(catalog, entities);
  expect(wanted.get('customer_entity')).toEqual(['entity_id', 'created_at']);
  expect(wanted.get('sales_order')).toEqual(['entity_id', 'customer_id']);
  expect(wanted.get('review_detail')).toEqual(['detail_id', 'customer_id']);
  expect(wanted.get('magento_reward')).toEqual(['customer_id']);
  expect(wanted.get('wishlist')).toEqual(['wishlist_id', 'customer_id']);
});

test('whatever is left out with its customer leaves it by a foreign key that deletes, or by none: one that sets NULL would bring it back unsaid', () => {
  for (const { definition } of entities.filter((compiled) => compiled.present && compiled.definition.customer)) {
    const keys = catalog.tables.get(definition.root)!.foreignKeys.filter((key) => key.column === definition.customer!.column && key.table === 'customer_entity');
    expect(keys.filter((key) => key.onDelete === 'SET NULL')).toEqual([]);
  }
});
