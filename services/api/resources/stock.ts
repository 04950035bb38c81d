import { fields, type Resource } from '../resource';
import { shape, show } from '../shape';

const stock = shape({
  number: `item_id product_id stock_id qty min_qty min_sale_qty max_sale_qty backorders notify_stock_qty qty_increments`,
  flag: `is_in_stock is_qty_decimal use_config_min_qty use_config_min_sale_qty use_config_max_sale_qty use_config_backorders use_config_notify_stock_qty
    use_config_qty_increments enable_qty_increments use_config_enable_qty_inc manage_stock use_config_manage_stock is_decimal_divided`,
  text: 'low_stock_date',
});

/** Stock of a product as `/V1/stockItems/:sku` shows it. */
export const stockItem: Resource = {
  name: 'stock item',
  id: 'item_id',
  fields: fields({ integer: 'item_id product_id stock_id is_in_stock', number: 'qty', text: 'sku' }),
  present: ({ root }) => ({ ...show(stock, root), show_default_notification_message: false, stock_status_changed_auto: Number(root.stock_status_changed_auto) }),
};

const shelf = shape({ text: 'sku source_code', number: 'quantity status' });

/** Stock of a SKU at a source, as `/V1/inventory/source-items` shows it. */
export const sourceItem: Resource = {
  name: 'source item',
  id: 'source_item_id',
  fields: fields({ integer: 'source_item_id status', number: 'quantity', text: 'sku source_code' }),
  present: ({ root }) => show(shelf, root),
};
