import { randomBytes } from 'node:crypto';
import { badRequest, noSuchEntity } from '../../api/api-fault';
import type { Row } from '../../api/row';
import { readValues } from '../reads/read-values';
import type { StoreView } from '../shop/shop';
import { amountOf, moneyColumns, sumOf, times } from '../shop/money';
import type { ShopWriter } from '../shop-writer';

/** Columns of an address, by the names that callers use as well. */
export interface Address {
  readonly firstname: string;
  readonly lastname: string;
  readonly street: readonly string[];
  readonly city: string;
  readonly postcode?: string | undefined;
  readonly country_id: string;
  readonly telephone: string;
  readonly region?: string | undefined;
  readonly email?: string | undefined;
}

/** The store view a cart is opened in. @throws ApiFault 400 for one that customers do not see. */
export function storeView({ shop }: ShopWriter, storeId: string): StoreView {
  const store = shop.stores.find(({ id }) => id === storeId);
  if (!store) throw badRequest('This store takes no orders.');
  return store;
}

/** Opens a cart, of a customer or of a guest. @returns what the caller names it by: its id, of guests a masked one. */
export async function openCart(writer: ShopWriter, { storeId, customerId }: { readonly storeId: string; readonly customerId?: string }): Promise<string> {
  const store = storeView(writer, storeId);
  const buyer = customerId === undefined ? undefined : await writer.lock('customer_entity', { entity_id: customerId });
  if (customerId !== undefined && !buyer) throw noSuchEntity();
  const quoteId = await writer.insert('quote', {
    store_id: store.id, is_active: 1, is_virtual: 0, items_count: 0, items_qty: 0, customer_id: customerId, customer_is_guest: buyer ? 0 : 1,
    customer_email: buyer?.email, customer_firstname: buyer?.firstname, customer_lastname: buyer?.lastname, customer_group_id: buyer?.group_id ?? 0,
    base_currency_code: store.baseCurrency, store_currency_code: store.baseCurrency, quote_currency_code: store.orderCurrency,
    global_currency_code: store.globalCurrency, base_to_quote_rate: store.baseToOrderRate, base_to_global_rate: store.baseToGlobalRate,
  });
  if (buyer) return quoteId;
  const masked = randomBytes(16).toString('hex');
  await writer.insert('quote_id_mask', { quote_id: quoteId, masked_id: masked });
  return masked;
}

/** An open cart, locked, by the name its caller has for it. @throws ApiFault 404. */
export async function lockCart(writer: ShopWriter, { cart, guest }: { readonly cart: string; readonly guest: boolean }): Promise<Row> {
  const id = guest ? (await writer.ask('SELECT quote_id FROM {quote_id_mask} WHERE masked_id = ?', [cart]))[0]?.quote_id : cart;
  const quote = id && /^\d{1,10}$/.test(id) ? await writer.lock('quote', { entity_id: id }) : undefined;
  // A masked id is a secret: who has no more than a number may not open a guest's cart with it.
  if (!quote || quote.is_active !== '1' || (quote.customer_is_guest === '1') !== guest) throw noSuchEntity();
  return quote;
}

/** Puts goods into a cart. @throws ApiFault 404 for an unknown SKU, 400 for what cannot be bought so. */
export async function addItem(writer: ShopWriter, quote: Row, { sku, qty }: { readonly sku: string; readonly qty: number }) {
  const [found] = await writer.ask('SELECT entity_id, sku, type_id FROM {catalog_product_entity} WHERE sku = ? ORDER BY entity_id LIMIT 1', [sku]);
  if (!found) throw noSuchEntity();
  if (found.type_id !== 'simple' && found.type_id !== 'virtual') throw badRequest('This product needs options that are not offered here.');
  const id = found.entity_id ?? '';
  const store = storeView(writer, quote.store_id ?? '');
  const values = (await readValues({ ask: writer.ask, shop: writer.shop, eav: 'catalog_product', storeId: store.id, ids: [id] })).get(id) ?? {};
  if (values.status !== '1' || values.price === null || values.price === undefined) throw badRequest('Product that you are trying to add is not available.');
  const price = amountOf(Math.round(Number(values.price) * 100), store);
  const row = times(price, qty);
  const itemId = await writer.insert('quote_item', {
    quote_id: quote.entity_id, product_id: id, store_id: store.id, sku: found.sku, name: values.name, product_type: found.type_id, qty,
    is_virtual: found.type_id === 'virtual' ? 1 : 0, weight: values.weight ?? 0, ...moneyColumns({ price, row_total: row }),
  });
  await writer.insert('quote_item_option', { item_id: itemId, product_id: id, code: 'info_buyRequest', value: JSON.stringify({ product: id, qty }) });
  await recount(writer, quote);
  return { item_id: Number(itemId), sku: found.sku, qty, name: values.name ?? null, price: price.order / 100, product_type: found.type_id, quote_id: quote.entity_id };
}

async function recount(writer: ShopWriter, quote: Row): Promise<void> {
  const items = await writer.ask('SELECT qty, row_total, base_row_total FROM {quote_item} WHERE quote_id = ? AND parent_item_id IS NULL', [quote.entity_id]);
  const cents = (text: string | null | undefined): number => Math.round(Number(text ?? 0) * 100);
  const total = sumOf(...items.map((item) => ({ base: cents(item.base_row_total), order: cents(item.row_total) })));
  await writer.update('quote', { entity_id: quote.entity_id }, {
    items_count: items.length, items_qty: items.reduce((sum, item) => sum + Number(item.qty), 0), ...moneyColumns({ subtotal: total, grand_total: total }),
  });
}

/** Says where the goods and the bill go. */
export async function setAddresses(writer: ShopWriter, quote: Row, { shipping, billing = shipping }: { readonly shipping: Address; readonly billing?: Address | undefined }): Promise<void> {
  await writer.remove('quote_address', { quote_id: quote.entity_id });
  for (const [type, address] of Object.entries({ shipping, billing })) {
    await writer.insert('quote_address', {
      ...address, street: address.street.join('\n'), quote_id: quote.entity_id, customer_id: quote.customer_id, address_type: type,
      shipping_method: type === 'shipping' ? 'flatrate_flatrate' : null,
    });
  }
  const email = shipping.email ?? billing.email;
  if (quote.customer_is_guest === '1' && email !== undefined) {
    await writer.update('quote', { entity_id: quote.entity_id }, { customer_email: email, customer_firstname: billing.firstname, customer_lastname: billing.lastname });
  }
}

/** Takes a coupon for a cart. @throws ApiFault 404 when it may not be used. */
export async function useCoupon(writer: ShopWriter, quote: Row, code: string): Promise<void> {
  const [coupon] = await writer.ask(`SELECT c.code, c.rule_id FROM {salesrule_coupon} c JOIN {salesrule} r ON r.rule_id = c.rule_id
    WHERE c.code = ? AND r.is_active = 1 AND r.simple_action = 'by_percent' AND (c.expiration_date IS NULL OR c.expiration_date > UTC_TIMESTAMP())
      AND (COALESCE(c.usage_limit, 0) = 0 OR c.times_used < c.usage_limit)`, [code]);
  if (!coupon) throw noSuchEntity();
  await writer.update('quote', { entity_id: quote.entity_id }, { coupon_code: coupon.code, applied_rule_ids: coupon.rule_id });
}
