import type { Fields } from './grammar/definition';
import { money, quantity, text } from './grammar/codecs';
import { columns, optionals } from './grammar/words';

/** A name and the same in the website's base currency. */
export const twice = (names: string): string => names.split(' ').map((name) => `${name} base_${name}`).join(' ');

/** Amounts that invoices and credit memos share. */
export const documentMoney: Fields = {
  ...columns(money, twice('grand_total subtotal subtotal_incl_tax discount_amount tax_amount')),
  ...columns(money, twice('shipping_amount shipping_incl_tax shipping_tax_amount discount_tax_compensation_amount')),
  ...columns(money, 'shipping_discount_tax_compensation_amount base_shipping_discount_tax_compensation_amnt'),
  ...columns(money, 'base_to_global_rate base_to_order_rate store_to_base_rate store_to_order_rate'),
  ...columns(text, 'order_currency_code base_currency_code store_currency_code global_currency_code'),
  // Adobe Commerce: reward points.
  ...optionals(money, 'base_reward_currency_amount reward_currency_amount'),
  ...optionals(quantity, 'reward_points_balance'),
};

/** Amounts on a line of an invoice or credit memo. */
export const documentItemMoney: Fields = {
  ...columns(quantity, 'qty'),
  ...columns(money, twice('price price_incl_tax row_total row_total_incl_tax tax_amount discount_amount')),
  ...columns(money, twice('discount_tax_compensation_amount')),
  ...columns(money, 'base_cost'),
  ...optionals(text, 'weee_tax_applied'),
  ...optionals(money, 'weee_tax_applied_amount weee_tax_applied_row_amount weee_tax_disposition weee_tax_row_disposition'),
  ...optionals(money, 'base_weee_tax_applied_amount base_weee_tax_applied_row_amnt base_weee_tax_disposition base_weee_tax_row_disposition'),
};
