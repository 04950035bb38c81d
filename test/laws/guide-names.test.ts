import { allEntities } from '../../entities/all-entities';
import { groupNames, otherParts, tableGroups } from '../../entities/table-groups';
import { targetTables } from '../../entities/grammar/target-table';

/** Tables and columns that the users' migration guide names; services were built against them. */
const guide: Readonly<Record<string, string>> = {
  customers: 'id email first_name last_name middle_name prefix suffix dob taxvat gender website_id is_active disable_auto_group_change created_at updated_at source',
  customer_addresses: `id customer_id first_name last_name middle_name company street city region region_code postcode country telephone fax vat_id is_active
    created_at updated_at source`,
  products: `id attribute_set_id type_id sku name url_key url_path image small_image thumbnail description short_description meta_title meta_keywords
    meta_description status visibility has_options required_options price special_price special_from_date special_to_date cost msrp created_at updated_at source`,
  orders: 'id source',
  payment_records: 'id order_id gateway_txn_id method amount currency status created_at source',
  stock_items: 'id sku product_id qty is_in_stock min_qty manage_stock source',
  promotion_rules: 'id name description is_active coupon_type discount_amount discount_type uses_per_customer from_date to_date source',
  coupons: 'id rule_id code usage_limit usage_per_customer times_used expiration_date',
  loyalty_point_balances: 'customer_id points_balance points_used source',
};

test.each(Object.entries(guide))('%s has every column of the guide', (name, columns) => {
  const found = allEntities.flatMap(targetTables).filter((table) => table.name === name);
  expect(found).toHaveLength(1);
  const has = found[0]!.columns.map((column) => column.name);
  expect(columns.split(/\s+/).filter((column) => !has.includes(column))).toEqual([]);
});

test('there are thirteen groups, and every entity is in one of them or carried besides', () => {
  const groups = tableGroups();
  expect(groups.map((group) => group.name)).toEqual([...groupNames]);
  expect(groups).toHaveLength(13);
  expect(groups.filter((group) => group.parts.length === 0 || group.parts.some((part) => part.sources.length === 0 || part.targets.length === 0))).toEqual([]);
  const parts = [...groups.flatMap((group) => group.parts), ...otherParts()];
  expect(new Set(parts.map((part) => part.entity))).toEqual(new Set(allEntities.map((entity) => entity.name)));
  const targets = parts.flatMap((part) => part.targets.map((target) => `${part.schema}.${target}`));
  expect(targets.sort()).toEqual(allEntities.flatMap(targetTables).map((table) => `${table.schema}.${table.name}`).sort());
});
