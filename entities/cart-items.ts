import type { ChildTable } from './grammar/definition';
import { bigint, flag, int, money, quantity, text, timestamp } from './grammar/codecs';
import { column, columns, optionals, reference } from './grammar/words';
import { twice } from './document-money';

/** Lines of a cart, and the options the shopper chose. Their ids are not those of order items. */
export const cartItems: readonly ChildTable[] = [
  {
    source: 'quote_item',
    target: 'cart_items',
    parent: { column: 'quote_id' },
    key: { id: 'item_id', entity: 'cart-item' },
    fields: {
      product_id: reference('product_id', 'product'),
      parent_item_id: reference('parent_item_id', 'cart-item'),
      store_id: column('store_id', int),
      ...columns(text, 'sku name product_type description additional_data applied_rule_ids redirect_url'),
      ...columns(flag, 'is_virtual is_qty_decimal no_discount'),
      ...columns(quantity, 'qty weight row_weight discount_percent tax_percent'),
      ...columns(money, twice('price price_incl_tax row_total row_total_incl_tax tax_amount tax_before_discount discount_amount')),
      ...columns(money, twice('discount_tax_compensation_amount')),
      ...columns(money, 'custom_price original_custom_price base_cost row_total_with_discount'),
      ...optionals(text, 'weee_tax_applied'),
      ...optionals(money, 'weee_tax_applied_amount weee_tax_applied_row_amount weee_tax_disposition weee_tax_row_disposition'),
      ...optionals(money, 'base_weee_tax_applied_amount base_weee_tax_applied_row_amnt base_weee_tax_disposition base_weee_tax_row_disposition'),
      ...optionals(int, 'gift_message_id free_shipping'),
      ...columns(timestamp, 'created_at updated_at'),
    },
    indexes: [['magento_product_id']],
  },
  {
    source: 'quote_item_option',
    target: 'cart_item_options',
    parent: { column: 'item_id', via: { table: 'quote_item', key: 'item_id', column: 'quote_id' } },
    key: { id: 'option_id', entity: 'cart-item-option' },
    fields: {
      item_id: reference('item_id', 'cart-item'),
      product_id: column('product_id', bigint),
      ...columns(text, 'code value'),
    },
  },
];
