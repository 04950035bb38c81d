-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE INDEX CONCURRENTLY IF NOT EXISTS carts_magento_store_id_idx ON "order".carts (magento_store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS carts_magento_customer_id_idx ON "order".carts (magento_customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS carts_customer_id_is_active_idx ON "order".carts (customer_id, is_active);

CREATE INDEX CONCURRENTLY IF NOT EXISTS carts_updated_at_idx ON "order".carts (updated_at);

CREATE INDEX CONCURRENTLY IF NOT EXISTS cart_items_magento_product_id_idx ON "order".cart_items (magento_product_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS cart_masked_ids_masked_id_idx ON "order".cart_masked_ids (masked_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_magento_customer_id_idx ON "order".orders (magento_customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer_id_idx ON "order".orders (customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_magento_store_id_idx ON "order".orders (magento_store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_created_at_idx ON "order".orders (created_at);

CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_updated_at_idx ON "order".orders (updated_at);

CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_customer_email_idx ON "order".orders (customer_email);

CREATE INDEX CONCURRENTLY IF NOT EXISTS order_items_magento_product_id_idx ON "order".order_items (magento_product_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS order_items_product_id_idx ON "order".order_items (product_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS order_items_sku_idx ON "order".order_items (sku);

CREATE INDEX CONCURRENTLY IF NOT EXISTS invoices_magento_order_id_idx ON "order".invoices (magento_order_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS invoices_order_id_idx ON "order".invoices (order_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS invoices_magento_store_id_idx ON "order".invoices (magento_store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS invoices_created_at_idx ON "order".invoices (created_at);

CREATE INDEX CONCURRENTLY IF NOT EXISTS invoice_items_magento_product_id_idx ON "order".invoice_items (magento_product_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS invoice_items_magento_order_item_id_idx ON "order".invoice_items (magento_order_item_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS shipments_magento_order_id_idx ON "order".shipments (magento_order_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS shipments_order_id_idx ON "order".shipments (order_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS shipments_magento_store_id_idx ON "order".shipments (magento_store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS shipments_created_at_idx ON "order".shipments (created_at);

CREATE INDEX CONCURRENTLY IF NOT EXISTS shipment_items_magento_product_id_idx ON "order".shipment_items (magento_product_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS shipment_items_magento_order_item_id_idx ON "order".shipment_items (magento_order_item_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS download_purchases_magento_order_id_idx ON "order".download_purchases (magento_order_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS download_purchases_magento_customer_id_idx ON "order".download_purchases (magento_customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS download_purchases_magento_order_item_id_idx ON "order".download_purchases (magento_order_item_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS download_purchases_customer_id_idx ON "order".download_purchases (customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS download_purchase_items_magento_order_item_id_idx ON "order".download_purchase_items (magento_order_item_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS download_purchase_items_link_hash_idx ON "order".download_purchase_items (link_hash);
