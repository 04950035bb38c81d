import type { SeedContext } from '../seed-context';
import type { OrderIds } from './order-ids';
import { money, type OrderPlan } from './order-plan';

/** The tax of an order and its share on every line that carries money. */
export function writeTaxes({ put, nextId }: SeedContext, { website, base, paid, lines }: OrderPlan, ids: OrderIds): void {
  if (base.tax === 0) return;
  const taxId = nextId('sales_order_tax');
  const code = `${website.countries[0]}-*-*-Rate ${website.id}`;
  put('sales_order_tax', {
    tax_id: taxId, order_id: ids.order, code, title: code, percent: website.taxPercent, amount: money(paid.tax), priority: 0, position: 0,
    base_amount: money(base.tax), process: 0, base_real_amount: money(base.tax),
  });
  lines.forEach((line, index) => {
    if (line.parent !== null) return;
    put('sales_order_tax_item', {
      tax_item_id: nextId('sales_order_tax_item'), tax_id: taxId, item_id: ids.items[index] as number, tax_percent: website.taxPercent,
      amount: money(line.paid.tax), base_amount: money(line.base.tax), real_amount: money(line.paid.tax), real_base_amount: money(line.base.tax),
      associated_item_id: null, taxable_item_type: 'product',
    });
  });
}
