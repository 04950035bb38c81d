import { money, topLines, type Line, type OrderAddress, type OrderPlan } from '../sales/order-plan';
import type { SeedContext } from '../seed-context';
import { GLOBAL_CURRENCY, currencyRate } from '../shop/stores';

export interface CartOf {
  /** What is, or was, in the cart. */
  readonly plan: OrderPlan;
  readonly id: number;
  readonly itemIds: readonly number[];
  readonly active: boolean;
  /** The number of the order it became. */
  readonly reservedOrderId: string | null;
  readonly updatedAt: string;
}

/** A cart with items, their options, addresses, payment and masked id. */
export function writeCart(context: SeedContext, cart: CartOf): void {
  writeQuote(context, cart);
  cart.plan.lines.forEach((_line, index) => writeItem(context, cart, index));
  writeAddress(context, cart, { kind: 'billing', address: cart.plan.billing });
  if (cart.plan.shipping !== null) writeAddress(context, cart, { kind: 'shipping', address: cart.plan.shipping });
  context.put('quote_payment', {
    payment_id: context.nextId('quote_payment'), quote_id: cart.id, created_at: cart.updatedAt, updated_at: cart.updatedAt,
    method: cart.active ? null : cart.plan.method, additional_information: cart.active ? 'null' : '{"method_title":"Test"}',
  });
  if (cart.plan.buyer.customerId === null) {
    context.put('quote_id_mask', { entity_id: context.nextId('quote_id_mask'), quote_id: cart.id, masked_id: cart.id.toString(36).padStart(32, 'm') });
  }
}

function writeQuote({ put }: SeedContext, { plan, id, active, reservedOrderId, updatedAt }: CartOf): void {
  const { buyer, store, website, base, paid, lines } = plan;
  const counted = topLines(plan);
  const full = lines.length > 0;
  put('quote', {
    entity_id: id, store_id: store.id, created_at: updatedAt, updated_at: active ? updatedAt : '2024-06-29 00:00:00', converted_at: null, is_active: active ? 1 : 0,
    is_virtual: plan.shipping === null ? 1 : 0, items_count: counted.length, items_qty: counted.reduce((sum, { qty }) => sum + qty, 0),
    base_currency_code: website.currency, store_currency_code: website.currency, quote_currency_code: store.currency, global_currency_code: GLOBAL_CURRENCY,
    grand_total: full ? money(paid.grand) : 0, base_grand_total: full ? money(base.grand) : 0, customer_id: buyer.customerId,
    customer_group_id: buyer.groupId, customer_email: active && buyer.customerId === null ? null : buyer.email, customer_firstname: buyer.firstname,
    customer_lastname: buyer.lastname, customer_is_guest: buyer.customerId === null ? 1 : 0, reserved_order_id: reservedOrderId,
    applied_rule_ids: plan.ruleIds.length === 0 ? null : plan.ruleIds.join(','), coupon_code: plan.coupon,
    base_to_global_rate: currencyRate(website.currency, GLOBAL_CURRENCY), base_to_quote_rate: plan.rate, subtotal: full ? money(paid.subtotal) : 0,
    base_subtotal: full ? money(base.subtotal) : 0, subtotal_with_discount: full ? money(paid.subtotal - paid.discount) : 0,
    base_subtotal_with_discount: full ? money(base.subtotal - base.discount) : 0, is_changed: 1, remote_ip: '192.0.2.7',
  });
}

function writeItem({ put, nextId }: SeedContext, { plan, id, itemIds, updatedAt }: CartOf, index: number): void {
  const line = plan.lines[index] as Line;
  const itemId = itemIds[index] as number;
  const { base, paid, parent } = line;
  put('quote_item', {
    item_id: itemId, quote_id: id, created_at: updatedAt, updated_at: updatedAt, product_id: line.productId, store_id: plan.store.id,
    parent_item_id: parent === null ? null : (itemIds[parent] as number), is_virtual: line.virtual ? 1 : 0, sku: line.sku, name: line.name,
    weight: line.grams / 1000, qty: line.qty, price: money(paid.price), base_price: money(base.price), discount_percent: plan.discountPercent,
    discount_amount: money(paid.discount), base_discount_amount: money(base.discount), tax_percent: plan.website.taxPercent, tax_amount: money(paid.tax),
    base_tax_amount: money(base.tax), row_total: money(paid.row), base_row_total: money(base.row), row_weight: (line.grams * line.qty) / 1000,
    product_type: line.productType === 'grouped' ? 'simple' : line.productType,
  });
  put('quote_item_option', {
    option_id: nextId('quote_item_option'), item_id: itemId, product_id: line.productId, code: 'info_buyRequest', value: JSON.stringify({ qty: line.qty }),
  });
}

interface CartAddress {
  readonly kind: 'billing' | 'shipping';
  readonly address: OrderAddress;
}

function writeAddress({ put, nextId }: SeedContext, { plan, id, updatedAt }: CartOf, { kind, address }: CartAddress): void {
  const shipping = kind === 'shipping' || plan.shipping === null;
  const amount = (cents: number): number => (shipping && plan.lines.length > 0 ? money(cents) : 0);
  const { base, paid } = plan;
  put('quote_address', {
    address_id: nextId('quote_address'), quote_id: id, created_at: updatedAt, updated_at: updatedAt, customer_id: plan.buyer.customerId,
    customer_address_id: address.customerAddressId, address_type: kind, email: plan.buyer.email, firstname: address.firstname, lastname: address.lastname,
    company: address.company, street: address.street, city: address.city, region: address.region, region_id: address.regionId, postcode: address.postcode,
    country_id: address.country, telephone: address.telephone, same_as_billing: kind === 'shipping' ? 1 : 0,
    shipping_method: kind === 'shipping' ? 'flatrate_flatrate' : null, shipping_description: kind === 'shipping' ? 'Flat Rate - Fixed' : null,
    subtotal: amount(paid.subtotal), base_subtotal: amount(base.subtotal), tax_amount: amount(paid.tax), base_tax_amount: amount(base.tax),
    shipping_amount: amount(paid.shipping), base_shipping_amount: amount(base.shipping), discount_amount: amount(-paid.discount),
    base_discount_amount: amount(-base.discount), grand_total: amount(paid.grand), base_grand_total: amount(base.grand), applied_taxes: 'null',
  });
}
