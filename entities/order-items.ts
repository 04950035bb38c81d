import type { ChildTable } from './grammar/definition';
import { bigint, flag, int, money, quantity, text, timestamp } from './grammar/codecs';
import { column, columns, optionals, reference } from './grammar/words';

/**
 * Lines of an order. A configurable or bundle line is a parent row with child rows; only rows without a parent add up
 * to the order's totals. A `parent_item_id` of 0 means none, like NULL.
 */
export const orderItems: ChildTable = {
  source: 'sales_order_item',
  target: 'order_items',
  parent: { column: 'order_id' },
  key: { id: 'item_id', entity: 'order-item' },
  fields: {
    parent_item_id: reference('parent_item_id', 'order-item'),
    product_id: reference('product_id', 'product'),
    quote_item_id: column('quote_item_id', bigint),
    store_id: column('store_id', int),
    ...columns(text, 'sku name product_type product_options description additional_data applied_rule_ids ext_order_item_id'),
    ...columns(flag, 'is_virtual is_qty_decimal no_discount locked_do_invoice locked_do_ship'),
    ...columns(quantity, 'qty_ordered qty_invoiced qty_shipped qty_refunded qty_canceled qty_backordered weight row_weight'),
    ...columns(quantity, 'tax_percent discount_percent'),
    ...columns(money, [
      'price base_price original_price base_original_price price_incl_tax base_price_incl_tax base_cost',
      'row_total base_row_total row_total_incl_tax base_row_total_incl_tax row_invoiced base_row_invoiced',
      'tax_amount base_tax_amount tax_invoiced base_tax_invoiced tax_canceled tax_refunded base_tax_refunded',
      'tax_before_discount base_tax_before_discount',
      'discount_amount base_discount_amount discount_invoiced base_discount_invoiced discount_refunded base_discount_refunded',
      'amount_refunded base_amount_refunded',
      'discount_tax_compensation_amount base_discount_tax_compensation_amount discount_tax_compensation_canceled',
      'discount_tax_compensation_invoiced base_discount_tax_compensation_invoiced',
      'discount_tax_compensation_refunded base_discount_tax_compensation_refunded',
    ].join(' ')),
    ...optionals(text, 'weee_tax_applied'),
    ...optionals(money, 'weee_tax_applied_amount weee_tax_applied_row_amount weee_tax_disposition weee_tax_row_disposition'),
    ...optionals(money, 'base_weee_tax_applied_amount base_weee_tax_applied_row_amnt base_weee_tax_disposition base_weee_tax_row_disposition'),
    ...optionals(int, 'gift_message_id gift_message_available free_shipping'),
    ...columns(timestamp, 'created_at updated_at'),
  },
  indexes: [['magento_product_id'], ['product_id'], ['sku']],
};
