import type { ChildTable } from './grammar/definition';
import { bigint, flag, int, money, quantity, text, timestamp } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';
import { twice } from './document-money';

const payments: ChildTable = {
  source: 'sales_order_payment',
  target: 'order_payments',
  parent: { column: 'parent_id' },
  key: { id: 'entity_id', entity: 'order-payment' },
  fields: {
    method: column('method', text),
    ...columns(money, twice('amount_ordered amount_authorized amount_paid amount_canceled amount_refunded')),
    ...columns(money, twice('shipping_amount shipping_captured shipping_refunded')),
    ...columns(money, 'base_amount_paid_online base_amount_refunded_online'),
    quote_payment_id: column('quote_payment_id', bigint),
    ...columns(text, 'last_trans_id po_number additional_data additional_information account_status protection_eligibility address_status'),
    ...columns(text, 'cc_type cc_owner cc_last_4 cc_exp_month cc_exp_year cc_status cc_status_description cc_approval cc_avs_status'),
    ...columns(text, 'cc_cid_status cc_trans_id cc_secure_verify cc_ss_issue cc_ss_start_month cc_ss_start_year anet_trans_method'),
    ...columns(text, 'cc_debug_request_body cc_debug_response_body cc_debug_response_serialized'),
    ...columns(text, 'echeck_type echeck_bank_name echeck_account_name echeck_account_type echeck_routing_number'),
  },
  ignored: { cc_number_enc: 'card data encrypted with the shop\'s key is never carried' },
};

const addresses: ChildTable = {
  source: 'sales_order_address',
  target: 'order_addresses',
  parent: { column: 'parent_id' },
  key: { id: 'entity_id', entity: 'order-address' },
  fields: {
    address_type: column('address_type', text),
    customer_id: reference('customer_id', 'customer'),
    customer_address_id: reference('customer_address_id', 'customer-address'),
    region_id: column('region_id', bigint),
    quote_address_id: column('quote_address_id', bigint),
    ...columns(text, 'email firstname lastname middlename prefix suffix company street city region postcode country_id telephone fax'),
    ...columns(text, 'vat_id vat_request_id vat_request_date'),
    ...columns(int, 'vat_is_valid vat_request_success'),
  },
};

const history: ChildTable = {
  source: 'sales_order_status_history',
  target: 'order_status_history',
  parent: { column: 'parent_id' },
  key: { id: 'entity_id', entity: 'order-status-history' },
  fields: {
    ...columns(text, 'status comment entity_name'),
    // Beside 0 and 1 there is 2, "not applicable".
    is_customer_notified: column('is_customer_notified', int),
    is_visible_on_front: column('is_visible_on_front', flag),
    created_at: column('created_at', timestamp),
  },
};

const taxes: ChildTable = {
  source: 'sales_order_tax',
  target: 'order_taxes',
  parent: { column: 'order_id' },
  key: { id: 'tax_id', entity: 'order-tax' },
  fields: {
    ...columns(text, 'code title'),
    percent: column('percent', quantity),
    ...columns(money, 'amount base_amount base_real_amount'),
    ...columns(int, 'priority position process'),
  },
};

const taxItems: ChildTable = {
  source: 'sales_order_tax_item',
  target: 'order_tax_items',
  parent: { column: 'tax_id', via: { table: 'sales_order_tax', key: 'tax_id', column: 'order_id' } },
  key: { id: 'tax_item_id', entity: 'order-tax-item' },
  fields: {
    tax_id: reference('tax_id', 'order-tax'),
    item_id: reference('item_id', 'order-item'),
    associated_item_id: reference('associated_item_id', 'order-item'),
    tax_percent: column('tax_percent', quantity),
    ...columns(money, 'amount base_amount real_amount real_base_amount'),
    taxable_item_type: column('taxable_item_type', text),
  },
};

/** What hangs on an order besides its items. */
export const orderParts: readonly ChildTable[] = [payments, addresses, history, taxes, taxItems];
