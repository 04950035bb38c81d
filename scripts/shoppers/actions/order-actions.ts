import type { Action, Scene, Touched } from '../action';
import type { TextRow } from '../../../services/magento/shop/shop-connection';
import { carried, copied, DOCUMENT_COLUMNS, DOCUMENT_ITEM_COLUMNS, lockOrder, moveOrder, nextIncrementId } from './documents';

/** What happens to an order after checkout. */
export const orderActions: readonly Action[] = [
  { name: 'pay', weight: 10, needs: ['sales_invoice', 'sales_invoice_item'], perform: pay },
  { name: 'ship', weight: 8, needs: ['sales_shipment', 'sales_shipment_item'], perform: ship },
  { name: 'refund', weight: 3, needs: ['sales_creditmemo', 'sales_creditmemo_item'], perform: refund },
  { name: 'cancel', weight: 3, needs: ['sales_order'], perform: cancel },
];

function touched(orderId: string): Touched {
  return { entity: 'order', key: orderId };
}

async function pay(scene: Scene): Promise<Touched | undefined> {
  const { tx, known, now } = scene;
  const id = known.ordersToPay.pick(scene.random);
  if (id === undefined) return undefined;
  const { order, items } = await lockOrder(scene, id);
  if (order.state !== 'new') return forgotten(() => known.ordersToPay.drop(id));
  const incrementId = await nextIncrementId(scene, 'invoice', order.store_id ?? '1');
  const invoice = await tx.insert('sales_invoice', { ...copied(order, DOCUMENT_COLUMNS), order_id: id, state: 2, total_qty: order.total_qty_ordered ?? null, increment_id: incrementId, created_at: now, updated_at: now });
  for (const item of items) {
    await tx.insert('sales_invoice_item', { ...copied(item, DOCUMENT_ITEM_COLUMNS), parent_id: invoice, order_item_id: item.item_id ?? null, qty: item.qty_ordered ?? null });
    await tx.update('sales_order_item', { item_id: item.item_id ?? '' }, {
      qty_invoiced: item.qty_ordered ?? null, updated_at: now, ...carried(item, { row_total: 'row_invoiced', tax_amount: 'tax_invoiced', discount_amount: 'discount_invoiced' }),
    });
  }
  await capture(scene, order, incrementId);
  await moveOrder(scene, order, {
    state: 'processing', status: 'processing', by: 'invoice',
    values: {
      ...carried(order, { grand_total: 'total_paid', subtotal: 'subtotal_invoiced', tax_amount: 'tax_invoiced', shipping_amount: 'shipping_invoiced', discount_amount: 'discount_invoiced' }),
      ...carried(order, { grand_total: 'total_invoiced' }), total_due: 0, base_total_due: 0,
    },
  });
  scene.after(() => {
    known.ordersToPay.drop(id);
    known.ordersToShip.add(id);
  });
  return touched(id);
}

/** The money is there: payment and its transaction. */
async function capture(scene: Scene, order: TextRow, invoiceNumber: string): Promise<void> {
  const id = order.entity_id ?? '';
  const payment = await paymentOf(scene, id);
  if (!payment) return;
  const txn = `txn-${id}-${invoiceNumber}`;
  await scene.tx.update('sales_order_payment', { entity_id: payment }, { ...carried(order, { grand_total: 'amount_paid', shipping_amount: 'shipping_captured' }), last_trans_id: txn });
  await scene.tx.insert('sales_payment_transaction', {
    order_id: id, payment_id: payment, txn_id: txn, txn_type: 'capture', is_closed: 1, created_at: scene.now,
    additional_information: '{"raw_details_info":{"result":"OK"}}',
  });
}

async function paymentOf(scene: Scene, orderId: string): Promise<string | undefined> {
  const rows = await scene.tx.rows('SELECT entity_id FROM {sales_order_payment} WHERE parent_id = ? LIMIT 1', [orderId]);
  return rows[0]?.entity_id ?? undefined;
}

async function ship(scene: Scene): Promise<Touched | undefined> {
  const { tx, known, now, random, shop } = scene;
  const id = known.ordersToShip.pick(random);
  if (id === undefined) return undefined;
  const { order, items } = await lockOrder(scene, id);
  const goods = items.filter((item) => item.is_virtual !== '1');
  if (order.state !== 'processing' || goods.length === 0) return forgotten(() => known.ordersToShip.drop(id));
  const incrementId = await nextIncrementId(scene, 'shipment', order.store_id ?? '1');
  const shipment = await tx.insert('sales_shipment', {
    ...copied(order, ['store_id', 'customer_id', 'billing_address_id', 'shipping_address_id']), order_id: id, total_qty: order.total_qty_ordered ?? null,
    increment_id: incrementId, packages: '[]', created_at: now, updated_at: now,
  });
  for (const item of goods) {
    const isChild = item.parent_item_id !== null && item.parent_item_id !== '0';
    if (!isChild) await tx.insert('sales_shipment_item', { ...copied(item, ['product_id', 'sku', 'name', 'price', 'weight']), parent_id: shipment, order_item_id: item.item_id ?? null, qty: item.qty_ordered ?? null });
    await tx.update('sales_order_item', { item_id: item.item_id ?? '' }, { qty_shipped: item.qty_ordered ?? null, updated_at: now });
  }
  if (random.chance(0.8)) await tx.insert('sales_shipment_track', { parent_id: shipment, order_id: id, track_number: `1Z${random.word(12)}`, title: 'Carrier', carrier_code: 'custom', created_at: now, updated_at: now });
  if (shop.hasSources) await tx.insert('inventory_shipment_source', { shipment_id: shipment, source_code: shop.sourceCode });
  await moveStock(scene, { order, items: goods, event: 'shipment_created', shelf: -1, reserved: 1 });
  await moveOrder(scene, order, { state: 'complete', status: 'complete', by: 'shipment', values: {} });
  scene.after(() => {
    known.ordersToShip.drop(id);
    known.ordersToRefund.add(id);
  });
  return touched(id);
}

async function refund(scene: Scene): Promise<Touched | undefined> {
  const { tx, known, now } = scene;
  const id = known.ordersToRefund.pick(scene.random);
  if (id === undefined) return undefined;
  const { order, items } = await lockOrder(scene, id);
  if (order.total_paid === null || order.total_refunded !== null) return forgotten(() => known.ordersToRefund.drop(id));
  const incrementId = await nextIncrementId(scene, 'creditmemo', order.store_id ?? '1');
  const memo = await tx.insert('sales_creditmemo', { ...copied(order, DOCUMENT_COLUMNS), order_id: id, state: 2, adjustment: 0, base_adjustment: 0, increment_id: incrementId, created_at: now, updated_at: now });
  for (const item of items) {
    await tx.insert('sales_creditmemo_item', { ...copied(item, DOCUMENT_ITEM_COLUMNS), parent_id: memo, order_item_id: item.item_id ?? null, qty: item.qty_ordered ?? null });
    await tx.update('sales_order_item', { item_id: item.item_id ?? '' }, {
      qty_refunded: item.qty_ordered ?? null, updated_at: now, ...carried(item, { row_total: 'amount_refunded', tax_amount: 'tax_refunded', discount_amount: 'discount_refunded' }),
    });
  }
  const payment = await paymentOf(scene, id);
  if (payment) await tx.update('sales_order_payment', { entity_id: payment }, carried(order, { grand_total: 'amount_refunded', shipping_amount: 'shipping_refunded' }));
  await moveStock(scene, { order, items: items.filter((item) => item.is_virtual !== '1'), event: 'creditmemo_created', shelf: order.state === 'complete' ? 1 : 0, reserved: 0 });
  await moveOrder(scene, order, {
    state: 'closed', status: 'closed', by: 'creditmemo',
    values: {
      ...carried(order, { grand_total: 'total_refunded', subtotal: 'subtotal_refunded', tax_amount: 'tax_refunded', shipping_amount: 'shipping_refunded', discount_amount: 'discount_refunded' }),
      ...carried(order, { grand_total: 'total_offline_refunded' }),
    },
  });
  scene.after(() => known.ordersToRefund.drop(id));
  return touched(id);
}

async function cancel(scene: Scene): Promise<Touched | undefined> {
  const { tx, known, now } = scene;
  const id = known.ordersToPay.pick(scene.random);
  if (id === undefined) return undefined;
  const { order, items } = await lockOrder(scene, id);
  if (order.state !== 'new') return forgotten(() => known.ordersToPay.drop(id));
  for (const item of items) await tx.update('sales_order_item', { item_id: item.item_id ?? '' }, { qty_canceled: item.qty_ordered ?? null, updated_at: now, tax_canceled: item.tax_amount ?? null });
  const payment = await paymentOf(scene, id);
  if (payment) await tx.update('sales_order_payment', { entity_id: payment }, carried(order, { grand_total: 'amount_canceled' }));
  await moveStock(scene, { order, items: items.filter((item) => item.is_virtual !== '1'), event: 'order_canceled', shelf: scene.shop.hasSources ? 0 : 1, reserved: 1 });
  await moveOrder(scene, order, {
    state: 'canceled', status: 'canceled', by: 'order',
    values: { ...carried(order, { grand_total: 'total_canceled', subtotal: 'subtotal_canceled', tax_amount: 'tax_canceled', shipping_amount: 'shipping_canceled', discount_amount: 'discount_canceled' }) },
  });
  scene.after(() => known.ordersToPay.drop(id));
  return touched(id);
}

interface StockMove {
  readonly order: TextRow;
  readonly items: readonly TextRow[];
  readonly event: string;
  /** What one ordered piece does to the shelf: -1, 0 or 1. */
  readonly shelf: number;
  /** What one ordered piece does to the reservations: 0 or 1. */
  readonly reserved: number;
}

/** Moves goods on the shelf and in the reservations; products that are gone have neither. */
async function moveStock(scene: Scene, move: StockMove): Promise<void> {
  const { tx, shop } = scene;
  const simple = move.items.filter((item) => item.product_type === 'simple' && item.product_id !== null);
  for (const item of [...simple].sort((left, right) => Number(left.product_id) - Number(right.product_id))) {
    const pieces = Math.round(Number(item.qty_ordered ?? '0'));
    const sku = item.sku ?? '';
    const leavesShelf = move.shelf !== 0 && (shop.hasSources || move.event !== 'shipment_created');
    if (leavesShelf) {
      await tx.add('cataloginventory_stock_item', { product_id: item.product_id ?? '', stock_id: shop.stockId }, { qty: String(move.shelf * pieces) });
      if (shop.hasSources) await tx.add('inventory_source_item', { sku, source_code: shop.sourceCode }, { quantity: String(move.shelf * pieces) });
    }
    if (move.reserved === 0 || !shop.hasSources) continue;
    const metadata = JSON.stringify({ event_type: move.event, object_type: 'order', object_id: move.order.entity_id, object_increment_id: move.order.increment_id });
    await tx.insert('inventory_reservation', { stock_id: shop.stockId, sku, quantity: move.reserved * pieces, metadata });
  }
}

/** The order is no longer what this shopper took it for. */
function forgotten(forget: () => void): undefined {
  forget();
  return undefined;
}
