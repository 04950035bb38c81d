-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE INDEX CONCURRENTLY IF NOT EXISTS source_items_sku_idx ON warehouse.source_items (sku);

CREATE INDEX CONCURRENTLY IF NOT EXISTS source_items_source_code_idx ON warehouse.source_items (source_code);

CREATE INDEX CONCURRENTLY IF NOT EXISTS stock_reservations_sku_stock_id_idx ON warehouse.stock_reservations (sku, stock_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS stock_items_magento_product_id_idx ON warehouse.stock_items (magento_product_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS stock_items_product_id_idx ON warehouse.stock_items (product_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS stock_items_sku_idx ON warehouse.stock_items (sku);

CREATE INDEX CONCURRENTLY IF NOT EXISTS stock_items_stock_id_idx ON warehouse.stock_items (stock_id);
