import type { ChildTable } from './grammar/definition';
import { bigint, flag, int, money, quantity, text, timestamp } from './grammar/codecs';
import { column, columns, optionals, reference } from './grammar/words';
import { twice } from './document-money';

const byCart = { column: 'quote_id' } as const;
const card = 'card data encrypted with the shop\'s key is never carried';

const addresses: ChildTable = {
  source: 'quote_address',
  target: 'cart_addresses',
  parent: byCart,
  key: { id: 'address_id', entity: 'cart-address' },
  fields: {
    address_type: column('address_type', text),
    customer_id: reference('customer_id', 'customer'),
    customer_address_id: reference('customer_address_id', 'customer-address'),
    region_id: column('region_id', bigint),
    ...columns(text, 'email prefix firstname middlename lastname suffix company street city region postcode country_id telephone fax'),
    ...columns(flag, 'save_in_address_book same_as_billing collect_shipping_rates'),
    ...columns(text, 'shipping_method shipping_description discount_description customer_notes applied_taxes'),
    weight: column('weight', quantity),
    ...columns(money, twice('subtotal subtotal_with_discount tax_amount shipping_amount shipping_tax_amount discount_amount grand_total')),
    ...columns(money, twice('shipping_discount_amount discount_tax_compensation_amount shipping_incl_tax')),
    ...columns(money, 'subtotal_incl_tax base_subtotal_total_incl_tax'),
    ...columns(money, 'shipping_discount_tax_compensation_amount base_shipping_discount_tax_compensation_amnt'),
    ...columns(text, 'vat_id vat_request_id vat_request_date'),
    ...optionals(text, 'validated_country_code validated_vat_number'),
    ...columns(int, 'vat_is_valid vat_request_success'),
    ...optionals(int, 'gift_message_id free_shipping'),
    ...columns(timestamp, 'created_at updated_at'),
  },
};

const payments: ChildTable = {
  source: 'quote_payment',
  target: 'cart_payments',
  parent: byCart,
  key: { id: 'payment_id', entity: 'cart-payment' },
  fields: {
    ...columns(text, 'method po_number additional_data additional_information'),
    ...columns(text, 'cc_type cc_last_4 cc_owner cc_exp_month cc_ss_owner cc_ss_issue'),
    ...columns(int, 'cc_exp_year cc_ss_start_month cc_ss_start_year'),
    ...optionals(text, 'paypal_payer_id paypal_payer_status paypal_correlation_id'),
    ...columns(timestamp, 'created_at updated_at'),
  },
  ignored: { cc_number_enc: card, cc_cid_enc: card },
};

const masks: ChildTable = {
  source: 'quote_id_mask',
  target: 'cart_masked_ids',
  parent: byCart,
  key: { id: 'entity_id', entity: 'cart-masked-id' },
  fields: { masked_id: column('masked_id', text) },
  indexes: [['masked_id']],
};

/** What hangs on a cart besides its items. */
export const cartParts: readonly ChildTable[] = [addresses, payments, masks];
