import { addProduct } from './add-product';
import type { Trap } from './trap';

const DELETED_SKU = 'TRAP-DELETED-SKU';

export const STOCK_TRAPS: readonly Trap[] = [
  {
    name: 'negative-qty',
    what: 'Less than nothing in stock, as back orders make it, and a quantity of NULL.',
    async apply(shop) {
      const below = await addProduct(shop, 'TRAP-NEGATIVE-QTY');
      await shop.insert('cataloginventory_stock_item', { product_id: below, stock_id: 1, qty: '-17.5000', is_in_stock: 1, backorders: 2, use_config_backorders: 0, min_qty: '-100.0000' });
      await shop.insert('inventory_source_item', { source_code: 'default', sku: 'TRAP-NEGATIVE-QTY', quantity: '-17.5000', status: 1 });
      const unknown = await addProduct(shop, 'TRAP-NULL-QTY');
      await shop.insert('cataloginventory_stock_item', { product_id: unknown, stock_id: 1, qty: null, is_in_stock: 0 });
    },
    mark: () => 'SELECT COUNT(*) FROM {p}cataloginventory_stock_item WHERE qty < 0',
  },
  {
    name: 'config-wins',
    what: 'A stock item whose own settings are all ignored, because each use_config flag beside them is set.',
    async apply(shop) {
      const product_id = await addProduct(shop, 'TRAP-CONFIG-WINS');
      await shop.insert('cataloginventory_stock_item', {
        product_id, stock_id: 1, qty: '99999999.9999', min_qty: 5, max_sale_qty: '99999999.9999', min_sale_qty: 3, notify_stock_qty: 7, backorders: 1, manage_stock: 0,
        qty_increments: 4, enable_qty_increments: 1, is_in_stock: 1, is_qty_decimal: 1, is_decimal_divided: 1, low_stock_date: '0000-00-00 00:00:00',
      });
    },
    mark: () => "SELECT COUNT(*) FROM {p}cataloginventory_stock_item WHERE qty = '99999999.9999' AND use_config_manage_stock = 1",
  },
  {
    name: 'source-item-of-deleted-sku',
    what: 'Stock of a SKU whose product is gone: nothing ties the two, and the clean-up runs later or never.',
    apply: async (shop) => void (await shop.insert('inventory_source_item', { source_code: 'default', sku: DELETED_SKU, quantity: 3, status: 1 })),
    mark: () => `SELECT COUNT(*) FROM {p}inventory_source_item WHERE sku = '${DELETED_SKU}'`,
  },
  {
    name: 'reservation-of-deleted-sku',
    what: 'Reservations of a SKU whose product is gone, one of an order that does not exist, one without metadata.',
    async apply(shop) {
      const metadata = '{"event_type":"order_placed","object_type":"order","object_id":"4294967295","object_increment_id":"gone"}';
      await shop.insert('inventory_reservation', { stock_id: 1, sku: DELETED_SKU, quantity: '-2.0000', metadata });
      await shop.insert('inventory_reservation', { stock_id: 9, sku: DELETED_SKU, quantity: '999999.9999', metadata: null });
    },
    mark: () => `SELECT COUNT(*) DIV 2 FROM {p}inventory_reservation WHERE sku = '${DELETED_SKU}'`,
  },
  {
    name: 'reservation-from-nowhere',
    what: 'A shipment given back although its order was never reserved, so the sum is above zero; its metadata was cut off.',
    async apply(shop) {
      await addProduct(shop, 'TRAP-NOWHERE');
      await shop.insert('inventory_reservation', { stock_id: 1, sku: 'trap-nowhere', quantity: 1, metadata: '{"event_type":"shipment_created","object_ty' });
    },
    mark: () => "SELECT COUNT(*) FROM {p}inventory_reservation WHERE sku = 'TRAP-NOWHERE' AND quantity > 0",
  },
];
