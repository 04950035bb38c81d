import type { ChildTable, EntityDefinition } from './grammar/definition';
import { bytes, flag, int, money, quantity, text, timestamp } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';
import { documentComments } from './document-parts';

const items: ChildTable = {
  source: 'sales_shipment_item',
  target: 'shipment_items',
  parent: { column: 'parent_id' },
  key: { id: 'entity_id', entity: 'shipment-item' },
  fields: {
    order_item_id: reference('order_item_id', 'order-item'),
    product_id: reference('product_id', 'product'),
    ...columns(text, 'sku name description additional_data'),
    ...columns(quantity, 'qty weight'),
    ...columns(money, 'price row_total'),
  },
  indexes: [['magento_product_id'], ['magento_order_item_id']],
};

const tracks: ChildTable = {
  source: 'sales_shipment_track',
  target: 'shipment_tracks',
  parent: { column: 'parent_id' },
  key: { id: 'entity_id', entity: 'shipment-track' },
  fields: {
    order_id: reference('order_id', 'order'),
    ...columns(text, 'carrier_code title track_number description'),
    ...columns(quantity, 'weight qty'),
    ...columns(timestamp, 'created_at updated_at'),
  },
};

/** Which places the parcel was packed at. */
const sources: ChildTable = {
  source: 'inventory_shipment_source',
  target: 'shipment_sources',
  parent: { column: 'shipment_id' },
  key: { columns: ['source_code'] },
  optional: true,
  fields: { source_code: column('source_code', text) },
};

/** A parcel sent for an order; the label is the carrier's own document, byte for byte. */
export const shipment: EntityDefinition = {
  name: 'shipment',
  service: 'order',
  target: 'shipments',
  root: 'sales_shipment',
  key: 'entity_id',
  fields: {
    increment_id: column('increment_id', text),
    order_id: reference('order_id', 'order'),
    store_id: reference('store_id', 'store-view'),
    customer_id: reference('customer_id', 'customer'),
    billing_address_id: reference('billing_address_id', 'order-address'),
    shipping_address_id: reference('shipping_address_id', 'order-address'),
    shipment_status: column('shipment_status', int),
    ...columns(quantity, 'total_qty total_weight'),
    ...columns(flag, 'email_sent send_email customer_note_notify'),
    ...columns(text, 'packages customer_note'),
    shipping_label: column('shipping_label', bytes),
    ...columns(timestamp, 'created_at updated_at'),
  },
  children: [items, tracks, sources, documentComments('shipment', 'sales_shipment')],
  unique: [['increment_id', 'magento_store_id']],
  indexes: [['magento_order_id'], ['order_id'], ['magento_store_id'], ['created_at']],
  conflict: { '*': 'source-wins' },
};
