import type { Family, Part } from '../family';

const parent = 'parent_id';
const card = ['cc_number_enc'];

/** Lines and comments of an invoice, shipment or credit memo. */
const documentParts = (document: string, source: string): Part[] => [
  { source: `${source}_item`, target: `${document}_items`, id: 'entity_id', parent },
  { source: `${source}_comment`, target: `${document}_comments`, id: 'entity_id', parent },
];

const orderParts: readonly Part[] = [
  { source: 'sales_order_item', target: 'order_items', id: 'item_id', parent: 'order_id', refers: { parent_item_id: 'order.order_items' } },
  { source: 'sales_order_payment', target: 'order_payments', id: 'entity_id', parent, ignored: card },
  { source: 'sales_order_address', target: 'order_addresses', id: 'entity_id', parent },
  { source: 'sales_order_status_history', target: 'order_status_history', id: 'entity_id', parent },
  { source: 'sales_order_tax', target: 'order_taxes', id: 'tax_id', parent: 'order_id' },
  {
    source: 'sales_order_tax_item', target: 'order_tax_items', id: 'tax_item_id', parent: 'tax_id',
    through: { join: 'JOIN {sales_order_tax} x ON x.tax_id = t.tax_id', root: 'x.order_id' },
    refers: { tax_id: 'order.order_taxes', item_id: 'order.order_items', associated_item_id: 'order.order_items' },
  },
];

const sources: Part = { source: 'inventory_shipment_source', target: 'shipment_sources', parent: 'shipment_id' };

/** Groups 5 to 8 of the guide: orders with their items, payments and refunds; and invoices and shipments. */
export const orderFamilies: readonly Family[] = [
  { group: 'orders', schema: 'order', entity: 'order', source: 'sales_order', target: 'orders', key: ['entity_id'], parts: orderParts },
  {
    group: 'invoices', schema: 'order', entity: 'invoice', source: 'sales_invoice', target: 'invoices', key: ['entity_id'],
    words: { state: { 1: 'open', 2: 'paid', 3: 'canceled' } }, parts: documentParts('invoice', 'sales_invoice'),
  },
  {
    group: 'shipments', schema: 'order', entity: 'shipment', source: 'sales_shipment', target: 'shipments', key: ['entity_id'],
    parts: [...documentParts('shipment', 'sales_shipment'), { source: 'sales_shipment_track', target: 'shipment_tracks', id: 'entity_id', parent }, sources],
  },
  { group: 'gift messages', schema: 'order', entity: 'gift-message', source: 'gift_message', target: 'gift_messages', key: ['gift_message_id'] },
  {
    group: 'downloads', schema: 'order', entity: 'download-purchase', source: 'downloadable_link_purchased', target: 'download_purchases', key: ['purchased_id'],
    parts: [{ source: 'downloadable_link_purchased_item', target: 'download_purchase_items', id: 'item_id', parent: 'purchased_id' }],
  },
  {
    group: 'payments', schema: 'payment', entity: 'payment', source: 'sales_payment_transaction', target: 'payment_records', key: ['transaction_id'],
    renamed: { gateway_txn_id: 'txn_id', status: 'is_closed' },
    words: { status: { 0: 'open', 1: 'closed' } },
    derived: {
      method: 'SELECT p.method FROM {sales_order_payment} p WHERE p.entity_id = t.payment_id',
      amount: 'SELECT p.amount_ordered FROM {sales_order_payment} p WHERE p.entity_id = t.payment_id',
      currency: 'SELECT o.order_currency_code FROM {sales_order} o WHERE o.entity_id = t.order_id',
    },
    refers: { payment_id: 'order.order_payments', parent_id: 'payment.payment_records' },
  },
  {
    group: 'refunds', schema: 'payment', entity: 'refund', source: 'sales_creditmemo', target: 'refunds', key: ['entity_id'],
    words: { state: { 1: 'open', 2: 'refunded', 3: 'canceled' } }, parts: documentParts('refund', 'sales_creditmemo'),
  },
];
