import type { ChildTable } from './grammar/definition';
import { flag, int, text, timestamp } from './grammar/codecs';
import { column, columns, optionals, reference } from './grammar/words';
import { documentItemMoney } from './document-money';

/** Lines of an invoice or credit memo. */
export const documentItems = (document: string, source: string): ChildTable => ({
  source: `${source}_item`,
  target: `${document}_items`,
  parent: { column: 'parent_id' },
  key: { id: 'entity_id', entity: `${document}-item` },
  fields: {
    order_item_id: reference('order_item_id', 'order-item'),
    product_id: reference('product_id', 'product'),
    ...columns(text, 'sku name description additional_data'),
    ...optionals(text, 'tax_ratio'),
    ...documentItemMoney,
  },
  indexes: [['magento_product_id'], ['magento_order_item_id']],
});

/** Comments on an invoice, shipment or credit memo. Newer versions say who wrote them. */
export const documentComments = (document: string, source: string): ChildTable => ({
  source: `${source}_comment`,
  target: `${document}_comments`,
  parent: { column: 'parent_id' },
  key: { id: 'entity_id', entity: `${document}-comment` },
  fields: {
    comment: column('comment', text),
    is_customer_notified: column('is_customer_notified', int),
    is_visible_on_front: column('is_visible_on_front', flag),
    created_at: column('created_at', timestamp),
    ...optionals(timestamp, 'updated_at'),
    ...optionals(int, 'user_id user_type'),
  },
});
