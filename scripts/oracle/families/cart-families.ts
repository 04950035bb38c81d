import type { Family } from '../family';

/** Carts, those that became orders too. */
export const cartFamilies: readonly Family[] = [
  {
    group: 'carts', schema: 'order', entity: 'cart', source: 'quote', target: 'carts', key: ['entity_id'],
    ignored: ['password_hash'],
    parts: [
      { source: 'quote_item', target: 'cart_items', id: 'item_id', parent: 'quote_id', refers: { parent_item_id: 'order.cart_items' } },
      {
        source: 'quote_item_option', target: 'cart_item_options', id: 'option_id', parent: 'item_id',
        through: { join: 'JOIN {quote_item} i ON i.item_id = t.item_id', root: 'i.quote_id' }, refers: { item_id: 'order.cart_items' },
      },
      { source: 'quote_address', target: 'cart_addresses', id: 'address_id', parent: 'quote_id' },
      { source: 'quote_payment', target: 'cart_payments', id: 'payment_id', parent: 'quote_id', ignored: ['cc_number_enc', 'cc_cid_enc'] },
      { source: 'quote_id_mask', target: 'cart_masked_ids', id: 'entity_id', parent: 'quote_id' },
    ],
  },
];
