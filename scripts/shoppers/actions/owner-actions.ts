import type { Action, Scene, Touched } from '../action';

/** What the owner of the shop seldom does: attributes, store views and customer groups that come and go. */
export const ownerActions: readonly Action[] = [
  { name: 'create attribute', weight: 0.4, needs: ['eav_attribute', 'catalog_eav_attribute', 'eav_attribute_option', 'eav_attribute_option_value'], perform: createAttribute },
  { name: 'set attribute', weight: 2, needs: ['catalog_product_entity_int'], perform: setAttribute },
  { name: 'delete attribute', weight: 0.3, needs: ['eav_attribute'], perform: deleteAttribute },
  { name: 'create store', weight: 0.3, needs: ['store', 'store_group'], perform: createStore },
  { name: 'delete store', weight: 0.3, needs: ['store'], perform: deleteStore },
  { name: 'create customer group', weight: 0.4, needs: ['customer_group'], perform: createGroup },
  { name: 'delete customer group', weight: 0.3, needs: ['customer_group'], perform: deleteGroup },
];

async function createAttribute(scene: Scene): Promise<Touched> {
  const { tx, random, shop, known } = scene;
  const type = shop.entityTypeId('catalog_product');
  const id = await tx.insert('eav_attribute', {
    entity_type_id: type, attribute_code: `shopper_${random.word(12)}`, backend_type: 'int', frontend_input: 'select', frontend_label: 'Shoppers’ choice',
    source_model: 'Magento\\Eav\\Model\\Entity\\Attribute\\Source\\Table', is_required: 0, is_user_defined: 1, is_unique: 0,
  });
  await tx.insert('catalog_eav_attribute', { attribute_id: id, is_global: 0, is_visible: 1, is_filterable: 1 });
  const optionIds: string[] = [];
  for (const label of ['Blå', 'Röd', '½ zip']) {
    const option = await tx.insert('eav_attribute_option', { attribute_id: id, sort_order: optionIds.length });
    await tx.insert('eav_attribute_option_value', { option_id: option, store_id: 0, value: label });
    optionIds.push(option);
  }
  if (tx.has('eav_attribute_group') && tx.has('eav_entity_attribute')) await putIntoSet(scene, id, type);
  scene.after(() => known.ownAttributes.add({ id, optionIds }));
  return { entity: 'attribute', key: id };
}

async function putIntoSet(scene: Scene, attributeId: string, type: string): Promise<void> {
  const set = scene.shop.defaultSetId('catalog_product');
  const groups = await scene.tx.rows('SELECT attribute_group_id FROM {eav_attribute_group} WHERE attribute_set_id = ? ORDER BY sort_order LIMIT 1', [set]);
  const group = groups[0]?.attribute_group_id;
  if (group) await scene.tx.insert('eav_entity_attribute', { entity_type_id: type, attribute_set_id: set, attribute_group_id: group, attribute_id: attributeId, sort_order: 900 });
}

async function setAttribute(scene: Scene): Promise<Touched | undefined> {
  const { tx, random, shop, known } = scene;
  const [attribute, id] = [known.ownAttributes.pick(random), known.products.pick(random)];
  if (!attribute || id === undefined) return undefined;
  const link = shop.productLink;
  const rows = await tx.rows(`SELECT ${link} AS link FROM {catalog_product_entity} WHERE entity_id = ? ORDER BY ${link} DESC LIMIT 1 FOR UPDATE`, [id]);
  if (!rows[0]) return undefined;
  const storeId = random.chance(0.3) ? random.pick(shop.stores).id : '0';
  await tx.upsert('catalog_product_entity_int', { [link]: rows[0].link ?? '', attribute_id: attribute.id, store_id: storeId }, { value: random.pick(attribute.optionIds) });
  return { entity: 'product', key: id };
}

async function deleteAttribute(scene: Scene): Promise<Touched | undefined> {
  const { known, random } = scene;
  const attribute = known.ownAttributes.pick(random);
  if (!attribute) return undefined;
  await scene.tx.remove('eav_attribute', { attribute_id: attribute.id });
  scene.after(() => known.ownAttributes.drop(attribute));
  return { entity: 'attribute', key: attribute.id };
}

/** A store view with a few names of its own, so that its end takes something along. */
async function createStore(scene: Scene): Promise<Touched | undefined> {
  const { tx, random, shop, known } = scene;
  if (known.ownStores.size > 5) return undefined;
  const groups = await tx.rows('SELECT group_id, website_id FROM {store_group} WHERE website_id > 0');
  const name = shop.attribute('catalog_product', 'name');
  if (groups.length === 0 || !name) return undefined;
  const group = random.pick(groups);
  const id = await tx.insert('store', { code: `sh_${random.word(10)}`, website_id: group.website_id, group_id: group.group_id, name: `Shoppers ${random.word(5)}`, sort_order: 99, is_active: 1 });
  const link = shop.productLink;
  for (let count = 0; count < 3; count += 1) {
    const product = known.products.pick(random);
    const rows = product === undefined ? [] : await tx.rows(`SELECT MAX(${link}) AS link FROM {catalog_product_entity} WHERE entity_id = ?`, [product]);
    if (rows[0]?.link) await tx.upsert(name.valueTable, { [link]: rows[0].link, attribute_id: name.id, store_id: id }, { value: `Nom ${random.word(6)}` });
  }
  scene.after(() => known.ownStores.add(id));
  return { entity: 'store-view', key: id };
}

async function deleteStore(scene: Scene): Promise<Touched | undefined> {
  const { known, random } = scene;
  const id = known.ownStores.pick(random);
  if (id === undefined) return undefined;
  await scene.tx.remove('store', { store_id: id });
  scene.after(() => known.ownStores.drop(id));
  return { entity: 'store-view', key: id };
}

async function createGroup(scene: Scene): Promise<Touched | undefined> {
  const { tx, random, known, shop } = scene;
  const id = await tx.insert('customer_group', { customer_group_code: `Shoppers ${random.word(8)}`, tax_class_id: 3 });
  for (let count = 0; count < 2; count += 1) {
    const customer = known.customers.pick(random);
    if (customer !== undefined) await tx.update('customer_entity', { entity_id: customer }, { group_id: id, updated_at: scene.now });
  }
  const product = known.products.pick(random);
  if (product !== undefined && tx.has('catalog_product_entity_tier_price')) {
    const rows = await tx.rows(`SELECT MAX(${shop.productLink}) AS link FROM {catalog_product_entity} WHERE entity_id = ?`, [product]);
    if (rows[0]?.link) await tx.insert('catalog_product_entity_tier_price', { [shop.productLink]: rows[0].link, all_groups: 0, customer_group_id: id, qty: 1, value: '9.99', website_id: 0 });
  }
  scene.after(() => known.ownGroups.add(id));
  return { entity: 'customer-group', key: id };
}

/** Its customers go back to the general group, as Magento moves them; its tier prices go with it. */
async function deleteGroup(scene: Scene): Promise<Touched | undefined> {
  const { tx, known, random } = scene;
  const id = known.ownGroups.pick(random);
  if (id === undefined) return undefined;
  for (const row of await tx.rows('SELECT entity_id FROM {customer_entity} WHERE group_id = ? FOR UPDATE', [id])) {
    await tx.update('customer_entity', { entity_id: row.entity_id ?? '' }, { group_id: 1 });
  }
  await tx.remove('customer_group', { customer_group_id: id });
  scene.after(() => known.ownGroups.drop(id));
  return { entity: 'customer-group', key: id };
}
