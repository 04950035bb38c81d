import type { EntityDefinition } from './grammar/definition';
import { bigint, int, text, timestamp } from './grammar/codecs';
import { column, columns, reference } from './grammar/words';

/** What a customer may download because of an order, and how often they still may. */
export const downloadPurchase: EntityDefinition = {
  name: 'download-purchase',
  service: 'order',
  target: 'download_purchases',
  root: 'downloadable_link_purchased',
  key: 'purchased_id',
  optional: true,
  fields: {
    order_id: reference('order_id', 'order'),
    order_item_id: reference('order_item_id', 'order-item'),
    customer_id: reference('customer_id', 'customer'),
    ...columns(text, 'order_increment_id product_name product_sku link_section_title'),
    ...columns(timestamp, 'created_at updated_at'),
  },
  children: [
    {
      source: 'downloadable_link_purchased_item',
      target: 'download_purchase_items',
      parent: { column: 'purchased_id' },
      key: { id: 'item_id', entity: 'download-purchase-item' },
      optional: true,
      fields: {
        order_item_id: reference('order_item_id', 'order-item'),
        product_id: reference('product_id', 'product'),
        link_id: column('link_id', bigint),
        ...columns(bigint, 'number_of_downloads_bought number_of_downloads_used'),
        ...columns(text, 'status link_hash link_title link_url link_file link_type'),
        is_shareable: column('is_shareable', int),
        ...columns(timestamp, 'created_at updated_at'),
      },
      indexes: [['magento_order_item_id'], ['link_hash']],
    },
  ],
  indexes: [['magento_order_id'], ['magento_customer_id'], ['magento_order_item_id'], ['customer_id']],
  conflict: { '*': 'source-wins' },
};
