import { hasStock, productAt, type ProductPlan } from '../catalog/product-at';
import type { Random } from '../random';
import type { SeedContext } from '../seed-context';
import { WEBSITES } from '../shop/stores';

const SOURCES: readonly (readonly [code: string, name: string, country: string])[] = [
  ['default', 'Default Source', 'US'], ['eu_depot', 'European depot', 'DE'], ['uk_depot', 'British depot', 'GB'],
];

/** Sources, stocks and sales channels, then stock for every product in both of Magento's systems. */
export async function writeStock(context: SeedContext): Promise<void> {
  const { products, seed } = context.options;
  writeSources(context);
  for (let n = 1; n <= products; n++) {
    writeProductStock(context, productAt(seed, n, products), context.random('stock', n));
    await context.ready();
  }
}

function writeSources({ put, nextId }: SeedContext): void {
  put('cataloginventory_stock', { stock_id: 1, website_id: 0, stock_name: 'Default' });
  SOURCES.forEach(([code, name, country], index) => {
    put('inventory_source', {
      source_code: code, name, enabled: 1, description: name, latitude: 52.5 - index, longitude: -0.125 + index, country_id: country, region_id: null,
      postcode: '00000', use_default_carrier_config: 1, is_pickup_location_active: index === 2 ? 1 : 0,
    });
  });
  ['Default Stock', 'Europe'].forEach((name, index) => put('inventory_stock', { stock_id: index + 1, name }));
  for (const [stockId, code, priority] of [[1, 'default', 1], [2, 'eu_depot', 1], [2, 'uk_depot', 2]] as const) {
    put('inventory_source_stock_link', { link_id: nextId('inventory_source_stock_link'), stock_id: stockId, source_code: code, priority });
  }
  for (const { id, code } of WEBSITES) put('inventory_stock_sales_channel', { type: 'website', code, stock_id: stockOf(id) });
}

/** The MSI stock that a website sells from. */
export function stockOf(websiteId: number): number {
  return websiteId === 1 ? 1 : 2;
}

function writeProductStock({ put, nextId }: SeedContext, { id, sku, type }: ProductPlan, random: Random): void {
  const own = hasStock(type);
  const qty = own ? random.chance(0.05) ? 0 : random.between(1, 2_000) : 0;
  const inStock = own && qty === 0 ? 0 : 1;
  const backorders = random.chance(0.03) ? 1 : 0;
  put('cataloginventory_stock_item', {
    item_id: nextId('cataloginventory_stock_item'), product_id: id, stock_id: 1, qty, min_qty: 0, use_config_min_qty: 1, is_qty_decimal: 0,
    backorders, use_config_backorders: backorders === 1 ? 0 : 1, min_sale_qty: 1, use_config_min_sale_qty: 1,
    max_sale_qty: random.chance(0.05) ? 10 : 0, use_config_max_sale_qty: random.chance(0.97) ? 1 : 0, is_in_stock: inStock,
    low_stock_date: inStock === 0 ? '2024-06-01 04:00:00' : null, notify_stock_qty: random.chance(0.1) ? 5 : null,
    manage_stock: own ? 1 : 0, use_config_manage_stock: 1, stock_status_changed_auto: inStock === 0 ? 1 : 0, website_id: 0,
  });
  put('cataloginventory_stock_status', { product_id: id, website_id: 0, stock_id: 1, qty, stock_status: inStock });
  if (!own) return;
  const source = (code: string, quantity: number): void => {
    put('inventory_source_item', { source_item_id: nextId('inventory_source_item'), source_code: code, sku, quantity, status: quantity > 0 ? 1 : 0 });
  };
  source('default', qty);
  if (random.chance(0.5)) source('eu_depot', random.between(0, 300));
  if (random.chance(0.2)) source('uk_depot', random.between(0, 100));
}
