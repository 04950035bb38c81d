import { fields, type Resource } from '../resource';
import { shape, show } from '../shape';

const both = (names: string): string => names.split(/\s+/).map((name) => `${name} base_${name}`).join(' ');

const record = shape({
  number: 'transaction_id parent_id order_id payment_id is_closed', text: 'txn_id parent_txn_id txn_type method additional_information created_at',
});

/** A payment's transaction as `/V1/transactions/:id` shows it. */
export const transaction: Resource = {
  name: 'transaction',
  id: 'transaction_id',
  fields: fields({ integer: 'transaction_id order_id payment_id parent_id is_closed', text: 'txn_id txn_type', moment: 'created_at' }),
  present: ({ root }) => show(record, root),
};

const memo = shape({
  number: `entity_id order_id invoice_id store_id billing_address_id shipping_address_id state creditmemo_status email_sent
    ${both('adjustment adjustment_positive adjustment_negative grand_total subtotal subtotal_incl_tax discount_amount tax_amount shipping_amount shipping_incl_tax shipping_tax_amount')}
    ${both('discount_tax_compensation_amount')} shipping_discount_tax_compensation_amount base_to_global_rate base_to_order_rate store_to_base_rate store_to_order_rate`,
  text: 'increment_id transaction_id discount_description order_currency_code base_currency_code store_currency_code global_currency_code created_at updated_at',
});
const item = shape({
  number: `entity_id parent_id order_item_id product_id qty base_cost ${both('price price_incl_tax row_total row_total_incl_tax tax_amount discount_amount discount_tax_compensation_amount')}`,
  text: 'sku name description additional_data',
});
const comment = shape({ number: 'entity_id parent_id is_customer_notified is_visible_on_front', text: 'comment created_at' });

/** A refund as `/V1/creditmemo/:id` shows it. */
export const creditMemo: Resource = {
  name: 'credit memo',
  id: 'entity_id',
  fields: fields({ integer: 'entity_id order_id store_id state', number: 'grand_total', text: 'increment_id', moment: 'created_at updated_at' }),
  present: ({ root, parts }) => ({
    ...show(memo, root),
    items: (parts.items ?? []).map((row) => show(item, row)),
    comments: (parts.comments ?? []).map((row) => show(comment, row)),
  }),
};
