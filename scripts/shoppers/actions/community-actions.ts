import type { Action, Scene, Touched } from '../action';

/** Reviews, wish lists, coupons. */
export const communityActions: readonly Action[] = [
  { name: 'write review', weight: 3, needs: ['review', 'review_detail', 'review_store'], perform: writeReview },
  { name: 'approve review', weight: 2, needs: ['review'], perform: approveReview },
  { name: 'add to wishlist', weight: 4, needs: ['wishlist', 'wishlist_item'], perform: addWish },
  { name: 'remove from wishlist', weight: 2, needs: ['wishlist', 'wishlist_item'], perform: removeWish },
  { name: 'create coupon', weight: 2, needs: ['salesrule', 'salesrule_coupon', 'salesrule_website', 'salesrule_customer_group'], perform: createCoupon },
];

async function writeReview(scene: Scene): Promise<Touched | undefined> {
  const { tx, random, known, shop, now } = scene;
  const product = known.shared.sellables.pick(random);
  const customerId = random.chance(0.7) ? known.customers.pick(random) : undefined;
  if (!product) return undefined;
  const kinds = await tx.rows(`SELECT entity_id FROM {review_entity} WHERE entity_code = 'product'`);
  const store = random.pick(shop.stores);
  const productId = product.parent?.id ?? product.id;
  const id = await tx.insert('review', { created_at: now, entity_id: kinds[0]?.entity_id ?? '1', entity_pk_value: productId, status_id: 2 });
  await tx.insert('review_detail', { review_id: id, store_id: store.id, title: `Très bien ${random.word(5)}`, detail: `Line one.\nLine “two” & ${random.word(20)}`, nickname: `nick_${random.word(6)}`, customer_id: customerId ?? null });
  for (const storeId of ['0', store.id]) await tx.insert('review_store', { review_id: id, store_id: storeId });
  await vote(scene, { review: id, product: productId, customer: customerId });
  scene.after(() => known.reviews.add(id));
  return { entity: 'review', key: id };
}

async function vote(scene: Scene, about: { readonly review: string; readonly product: string; readonly customer: string | undefined }): Promise<void> {
  const { tx, random } = scene;
  if (!tx.has('rating_option_vote') || !tx.has('rating_option')) return;
  const options = await tx.rows('SELECT option_id, rating_id, value FROM {rating_option} ORDER BY option_id');
  for (const rating of new Set(options.map((option) => option.rating_id))) {
    const option = random.pick(options.filter((one) => one.rating_id === rating));
    await tx.insert('rating_option_vote', {
      option_id: option.option_id, remote_ip: '203.0.113.9', remote_ip_long: 3405803785, customer_id: about.customer ?? null, entity_pk_value: about.product,
      rating_id: rating, review_id: about.review, percent: Number(option.value) * 20, value: option.value,
    });
  }
}

async function approveReview(scene: Scene): Promise<Touched | undefined> {
  const { tx, random, known } = scene;
  const id = known.reviews.pick(random);
  if (id === undefined) return undefined;
  const review = await tx.lock('review', { review_id: id });
  await tx.update('review', { review_id: id }, { status_id: review.status_id === '1' ? 3 : 1 });
  return { entity: 'review', key: id };
}

async function addWish(scene: Scene): Promise<Touched | undefined> {
  const { tx, random, known, now } = scene;
  const [customerId, product] = [known.customers.pick(random), known.shared.sellables.pick(random)];
  if (customerId === undefined || !product) return undefined;
  const customer = await tx.lock('customer_entity', { entity_id: customerId });
  const rows = await tx.rows('SELECT wishlist_id FROM {wishlist} WHERE customer_id = ? FOR UPDATE', [customerId]);
  const wishlist = rows[0]?.wishlist_id ?? (await tx.insert('wishlist', { customer_id: customerId, shared: 0, sharing_code: random.word(32), updated_at: now }));
  const productId = product.parent?.id ?? product.id;
  const item = await tx.insert('wishlist_item', { wishlist_id: wishlist, product_id: productId, store_id: customer.store_id, added_at: now, description: random.chance(0.2) ? 'für Mama' : null, qty: random.between(1, 3) });
  if (tx.has('wishlist_item_option')) await tx.insert('wishlist_item_option', { wishlist_item_id: item, product_id: productId, code: 'info_buyRequest', value: JSON.stringify({ product: productId, qty: 1 }) });
  return { entity: 'wishlist', key: wishlist };
}

async function removeWish(scene: Scene): Promise<Touched | undefined> {
  const { tx, random, known } = scene;
  const customerId = known.customers.pick(random);
  if (customerId === undefined) return undefined;
  const rows = await tx.rows('SELECT i.wishlist_item_id, i.wishlist_id FROM {wishlist} w JOIN {wishlist_item} i ON i.wishlist_id = w.wishlist_id WHERE w.customer_id = ?', [customerId]);
  if (rows.length === 0) return undefined;
  const row = random.pick(rows);
  await tx.remove('wishlist_item', { wishlist_item_id: row.wishlist_item_id ?? '' });
  return { entity: 'wishlist', key: row.wishlist_id ?? '' };
}

/** A rule with one code, for everybody everywhere. Under staging rules have versions of their own: left alone. */
async function createCoupon(scene: Scene): Promise<Touched | undefined> {
  const { tx, random, shop, known, now } = scene;
  if (shop.schema.table('salesrule').columns.has('row_id')) return undefined;
  const percent = random.between(5, 30);
  const code = `SHOP-${random.word(10).toUpperCase()}`;
  const rule = await tx.insert('salesrule', {
    name: `Shoppers ${percent}%`, is_active: 1, stop_rules_processing: 0, is_advanced: 1, simple_action: 'by_percent', discount_amount: percent, coupon_type: 2,
    uses_per_coupon: 0, uses_per_customer: 0, times_used: 0, from_date: now.slice(0, 10), conditions_serialized: '{"type":"Magento\\\\SalesRule\\\\Model\\\\Rule\\\\Condition\\\\Combine","value":"1"}',
  });
  for (const website of new Set(shop.stores.map((store) => store.websiteId))) await tx.insert('salesrule_website', { rule_id: rule, website_id: website });
  for (const group of ['0', '1']) await tx.insert('salesrule_customer_group', { rule_id: rule, customer_group_id: group });
  if (tx.has('salesrule_label')) await tx.insert('salesrule_label', { rule_id: rule, store_id: 0, label: `−${percent} %` });
  const id = await tx.insert('salesrule_coupon', { rule_id: rule, code, times_used: 0, is_primary: 1, created_at: now, type: 0 });
  scene.after(() => known.shared.coupons.add({ id, ruleId: rule, code, percent }));
  return { entity: 'coupon', key: id };
}
