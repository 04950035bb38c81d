import type { Action, Scene, Touched } from '../action';
import type { RowValues, TextRow } from '../../../services/magento/shop/shop-connection';
import { addressColumns, emailOf, passwordHash, personName } from './people';

/** What customers do with their own accounts. */
export const customerActions: readonly Action[] = [
  { name: 'register customer', weight: 6, needs: ['customer_entity'], perform: register },
  { name: 'edit profile', weight: 8, needs: ['customer_entity'], perform: editProfile },
  { name: 'change password', weight: 3, needs: ['customer_entity'], perform: changePassword },
  { name: 'add address', weight: 5, needs: ['customer_address_entity'], perform: addAddress },
  { name: 'edit address', weight: 5, needs: ['customer_address_entity'], perform: editAddress },
  { name: 'delete address', weight: 2, needs: ['customer_address_entity'], perform: deleteAddress },
  { name: 'swap e-mails', weight: 2, needs: ['customer_entity'], perform: swapEmails },
  { name: 'change newsletter', weight: 4, needs: ['newsletter_subscriber'], perform: changeNewsletter },
  { name: 'delete customer', weight: 1, needs: ['customer_entity'], perform: deleteCustomer },
];

function touched(key: string): Touched {
  return { entity: 'customer', key };
}

async function lockCustomer(scene: Scene): Promise<TextRow | undefined> {
  const id = scene.known.customers.pick(scene.random);
  return id === undefined ? undefined : scene.tx.lock('customer_entity', { entity_id: id });
}

async function register(scene: Scene): Promise<Touched> {
  const { tx, random, now } = scene;
  const store = random.pick(scene.shop.stores);
  const email = emailOf(random);
  const id = await tx.insert('customer_entity', {
    website_id: store.websiteId, store_id: store.id, email, group_id: 1, created_at: now, updated_at: now, is_active: 1,
    created_in: store.name, ...personName(random), password_hash: passwordHash(random), failures_num: 0,
    dob: random.chance(0.3) ? `19${random.between(50, 99)}-0${random.between(1, 9)}-1${random.between(0, 9)}` : null,
    gender: random.pick([null, 1, 2, 3]),
  });
  if (random.chance(0.7)) {
    const address = await tx.insert('customer_address_entity', { parent_id: id, created_at: now, updated_at: now, is_active: 1, ...addressColumns(random) });
    await tx.update('customer_entity', { entity_id: id }, { default_billing: address, default_shipping: address });
  }
  if (tx.has('newsletter_subscriber') && random.chance(0.4)) await subscribe(scene, { id, email, storeId: store.id });
  scene.after(() => scene.known.customers.add(id));
  return touched(id);
}

function subscribe(scene: Scene, who: { readonly id: string; readonly email: string; readonly storeId: string }): Promise<string> {
  return scene.tx.insert('newsletter_subscriber', {
    store_id: who.storeId, customer_id: who.id, subscriber_email: who.email, subscriber_status: 1,
    subscriber_confirm_code: scene.random.word(32), change_status_at: scene.now,
  });
}

async function editProfile(scene: Scene): Promise<Touched | undefined> {
  const customer = await lockCustomer(scene);
  if (!customer) return undefined;
  const { tx, random, shop } = scene;
  const id = customer.entity_id ?? '';
  const change: RowValues = random.pick<RowValues>([personName(random), { gender: random.between(1, 3), middlename: null }, { taxvat: `VAT${random.word(8)}`, prefix: 'Dr.' }, { dob: `198${random.between(0, 9)}-02-28`, suffix: 'Jr.' }]);
  await tx.update('customer_entity', { entity_id: id }, { ...change, updated_at: scene.now });
  for (const [type, value] of [['varchar', random.word(9)], ['int', random.between(-5, 500)], ['decimal', `${random.between(0, 99)}.25`]] as const) {
    const attribute = shop.customAttributes('customer', type)[0];
    if (attribute && random.chance(0.3)) await tx.upsert(attribute.valueTable, { attribute_id: attribute.id, entity_id: id }, { value });
  }
  return touched(id);
}

async function changePassword(scene: Scene): Promise<Touched | undefined> {
  const customer = await lockCustomer(scene);
  if (!customer) return undefined;
  const id = customer.entity_id ?? '';
  await scene.tx.update('customer_entity', { entity_id: id }, {
    password_hash: passwordHash(scene.random), rp_token: null, rp_token_created_at: null, failures_num: 0, first_failure: null,
    lock_expires: null, session_cutoff: scene.now, updated_at: scene.now,
  });
  return touched(id);
}

async function addAddress(scene: Scene): Promise<Touched | undefined> {
  const customer = await lockCustomer(scene);
  if (!customer) return undefined;
  const { tx, random, now } = scene;
  const id = customer.entity_id ?? '';
  const address = await tx.insert('customer_address_entity', { parent_id: id, created_at: now, updated_at: now, is_active: 1, ...addressColumns(random) });
  if (customer.default_billing === null || random.chance(0.2)) await tx.update('customer_entity', { entity_id: id }, { default_billing: address, updated_at: now });
  return touched(id);
}

async function lockAddress(scene: Scene): Promise<TextRow | undefined> {
  const customer = await lockCustomer(scene);
  if (!customer) return undefined;
  const rows = await scene.tx.rows('SELECT entity_id, parent_id FROM {customer_address_entity} WHERE parent_id = ? FOR UPDATE', [customer.entity_id ?? '']);
  return rows.length === 0 ? undefined : { ...customer, address_id: scene.random.pick(rows).entity_id ?? '' };
}

async function editAddress(scene: Scene): Promise<Touched | undefined> {
  const row = await lockAddress(scene);
  if (!row) return undefined;
  await scene.tx.update('customer_address_entity', { entity_id: row.address_id ?? '' }, { ...addressColumns(scene.random), updated_at: scene.now });
  return touched(row.entity_id ?? '');
}

async function deleteAddress(scene: Scene): Promise<Touched | undefined> {
  const row = await lockAddress(scene);
  if (!row) return undefined;
  const address = row.address_id ?? '';
  await scene.tx.remove('customer_address_entity', { entity_id: address });
  for (const column of ['default_billing', 'default_shipping']) {
    if (row[column] === address) await scene.tx.update('customer_entity', { entity_id: row.entity_id ?? '' }, { [column]: null });
  }
  return touched(row.entity_id ?? '');
}

/** Two people of one website trade addresses: for a moment, inside, one of them has a third one. */
async function swapEmails(scene: Scene): Promise<Touched | undefined> {
  const { tx, known, random, now } = scene;
  const ids = [known.customers.pick(random), known.customers.pick(random)].sort((left, right) => Number(left) - Number(right));
  const [first, second] = ids;
  if (first === undefined || second === undefined || first === second) return undefined;
  const one = await tx.lock('customer_entity', { entity_id: first });
  const other = await tx.lock('customer_entity', { entity_id: second });
  if (one.website_id !== other.website_id || !one.email || !other.email) return undefined;
  await tx.update('customer_entity', { entity_id: first }, { email: emailOf(random) });
  await tx.update('customer_entity', { entity_id: second }, { email: one.email, updated_at: now });
  await tx.update('customer_entity', { entity_id: first }, { email: other.email, updated_at: now });
  return touched(first);
}

async function changeNewsletter(scene: Scene): Promise<Touched | undefined> {
  const customer = await lockCustomer(scene);
  if (!customer) return undefined;
  const [id, storeId] = [customer.entity_id ?? '', customer.store_id && customer.store_id !== '0' ? customer.store_id : scene.shop.stores[0]?.id ?? '1'];
  const rows = await scene.tx.rows('SELECT subscriber_id, subscriber_status FROM {newsletter_subscriber} WHERE customer_id = ? FOR UPDATE', [id]);
  const row = rows[0];
  const subscriber = row?.subscriber_id ?? (await subscribe(scene, { id, email: (customer.email ?? '').slice(0, 150), storeId }));
  if (row) await scene.tx.update('newsletter_subscriber', { subscriber_id: subscriber }, { subscriber_status: row.subscriber_status === '1' ? 3 : 1, change_status_at: scene.now });
  return { entity: 'newsletter-subscriber', key: subscriber };
}

/** Orders and reviews stay and lose their customer; the rest goes with him. */
async function deleteCustomer(scene: Scene): Promise<Touched | undefined> {
  const { tx, known, random } = scene;
  if (known.customers.size < 20) return undefined;
  const id = known.customers.pick(random);
  if (id === undefined) return undefined;
  await tx.lock('customer_entity', { entity_id: id });
  if (tx.has('newsletter_subscriber')) {
    const rows = await tx.rows('SELECT subscriber_id FROM {newsletter_subscriber} WHERE customer_id = ?', [id]);
    for (const row of rows) await tx.remove('newsletter_subscriber', { subscriber_id: row.subscriber_id ?? '' });
  }
  await tx.remove('customer_entity', { entity_id: id });
  scene.after(() => known.customers.drop(id));
  return touched(id);
}
