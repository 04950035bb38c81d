import type { SeedContext } from '../seed-context';
import { writeReservations } from '../stock/write-reservations';
import { itemRow } from './item-row';
import type { DocumentOf } from './document-rows';
import type { DocumentKind, IncrementIds } from './increment-ids';
import { orderAt } from './order-at';
import { takeOrderIds, type OrderIds } from './order-ids';
import type { OrderPlan } from './order-plan';
import { orderRow } from './order-row';
import { writeCreditMemo } from './write-credit-memo';
import { writeInvoice } from './write-invoice';
import { writeOrderParts } from './write-order-parts';
import { writePayment } from './write-payment';
import { writeShipment } from './write-shipment';
import { writeTaxes } from './write-taxes';
import { writeOrderedCart } from '../carts/write-carts';

/** All orders with everything that hangs on them. */
export async function writeOrders(context: SeedContext, increments: IncrementIds): Promise<void> {
  const { options } = context;
  for (let n = 1; n <= options.orders; n++) {
    const plan = orderAt(options, n);
    const ids = takeOrderIds(context, increments.next('order', plan.store.id), plan);
    writeOrder(context, plan, ids);
    writePayment(context, plan, ids);
    writeDocuments(context, { plan, ids, increments });
    writeReservations(context, plan, ids);
    writeOrderedCart(context, plan, ids);
    await context.ready();
  }
}

function writeOrder(context: SeedContext, plan: OrderPlan, ids: OrderIds): void {
  context.put('sales_order', ...orderRow(plan, ids));
  for (let index = 0; index < plan.lines.length; index++) context.put('sales_order_item', ...itemRow(plan, index, ids));
  writeOrderParts(context, plan, ids);
  writeTaxes(context, plan, ids);
}

function writeDocuments(context: SeedContext, { plan, ids, increments }: { plan: OrderPlan; ids: OrderIds; increments: IncrementIds }): void {
  const { invoiced, shipped, refund } = plan.fulfilment;
  const of = (kind: DocumentKind): DocumentOf => ({ plan, ids, increment: increments.next(kind, plan.store.id) });
  if (invoiced) writeInvoice(context, of('invoice'));
  if (shipped) writeShipment(context, of('shipment'));
  if (refund !== 'none') writeCreditMemo(context, of('creditmemo'));
}
