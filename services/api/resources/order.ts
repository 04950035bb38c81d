import { fields, type Resource } from '../resource';
import { shape, show } from '../shape';

const both = (names: string): string => names.split(/\s+/).map((name) => `${name} base_${name}`).join(' ');

const root = shape({
  number: `entity_id ${both('grand_total subtotal subtotal_incl_tax subtotal_canceled subtotal_invoiced subtotal_refunded')}
    ${both('discount_amount discount_canceled discount_invoiced discount_refunded tax_amount tax_canceled tax_invoiced tax_refunded')}
    ${both('shipping_amount shipping_canceled shipping_invoiced shipping_refunded shipping_tax_amount shipping_tax_refunded shipping_incl_tax shipping_discount_amount')}
    ${both('total_canceled total_invoiced total_paid total_due total_refunded total_offline_refunded total_online_refunded total_qty_ordered')}
    ${both('adjustment_negative adjustment_positive discount_tax_compensation_amount discount_tax_compensation_invoiced discount_tax_compensation_refunded')}
    shipping_discount_tax_compensation_amount base_shipping_discount_tax_compensation_amnt base_total_invoiced_cost payment_authorization_amount
    base_to_global_rate base_to_order_rate store_to_base_rate store_to_order_rate weight total_item_count edit_increment payment_auth_expiration
    billing_address_id customer_id customer_gender customer_group_id customer_is_guest customer_note_notify email_sent forced_shipment_with_invoice
    is_virtual quote_address_id quote_id store_id can_ship_partially can_ship_partially_item`,
  text: `increment_id state status applied_rule_ids base_currency_code coupon_code created_at customer_dob customer_email customer_firstname customer_lastname
    customer_middlename customer_note customer_prefix customer_suffix customer_taxvat discount_description ext_customer_id ext_order_id global_currency_code
    hold_before_state hold_before_status order_currency_code original_increment_id protect_code relation_child_id relation_child_real_id relation_parent_id
    relation_parent_real_id remote_ip shipping_description store_currency_code store_name updated_at x_forwarded_for`,
});
const item = shape({
  number: `item_id order_id parent_item_id product_id quote_item_id store_id is_virtual is_qty_decimal no_discount locked_do_invoice locked_do_ship free_shipping
    qty_ordered qty_invoiced qty_shipped qty_refunded qty_canceled qty_backordered weight row_weight tax_percent discount_percent
    ${both('price original_price price_incl_tax row_total row_total_incl_tax row_invoiced tax_amount tax_invoiced tax_refunded tax_before_discount')}
    ${both('discount_amount discount_invoiced discount_refunded amount_refunded discount_tax_compensation_amount discount_tax_compensation_invoiced')}
    ${both('discount_tax_compensation_refunded')} base_cost tax_canceled discount_tax_compensation_canceled gift_message_id`,
  text: 'sku name product_type description additional_data applied_rule_ids ext_order_item_id weee_tax_applied created_at updated_at product_options',
});
const address = shape({
  number: 'entity_id parent_id customer_id customer_address_id region_id vat_is_valid vat_request_success',
  text: 'address_type city company country_id email fax firstname lastname middlename postcode prefix region suffix telephone vat_id vat_request_date vat_request_id', lines: 'street',
});
const payment = shape({
  number: `entity_id parent_id quote_payment_id ${both('amount_ordered amount_authorized amount_paid amount_canceled amount_refunded shipping_amount shipping_captured shipping_refunded')}
    base_amount_paid_online base_amount_refunded_online`,
  text: `method account_status additional_data additional_information address_status cc_type cc_owner cc_last_4=cc_last4 cc_exp_month cc_exp_year cc_trans_id
    last_trans_id po_number protection_eligibility`,
});
const history = shape({ number: 'entity_id parent_id is_customer_notified is_visible_on_front', text: 'comment created_at entity_name status' });
const tax = shape({ text: 'code title', number: 'percent amount base_amount' });

/** An order as `/V1/orders/:id` shows it. */
export const order: Resource = {
  name: 'order',
  id: 'entity_id',
  fields: fields({
    integer: 'entity_id store_id customer_id quote_id', number: 'grand_total base_grand_total', text: 'increment_id state status customer_email coupon_code',
    moment: 'created_at updated_at',
  }),
  present: ({ root: row, parts }) => {
    const items = (parts.items ?? []).map((one) => show(item, one));
    const [billing, shipping] = ['billing', 'shipping'].map((type) => (parts.addresses ?? []).find((one) => one.address_type === type));
    const place = { ...(shipping ? { address: show(address, shipping) } : {}), ...(row.shipping_method ? { method: row.shipping_method } : {}) };
    return {
      ...show(root, row),
      items,
      ...(billing ? { billing_address: show(address, billing) } : {}),
      ...((parts.payments ?? [])[0] ? { payment: show(payment, parts.payments![0]!) } : {}),
      status_histories: (parts.history ?? []).map((one) => show(history, one)),
      extension_attributes: {
        shipping_assignments: [{ shipping: place, items: items.map(({ item_id }) => ({ item_id: item_id ?? null })) }],
        applied_taxes: (parts.taxes ?? []).map((one) => show(tax, one)),
      },
    };
  },
};
