-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE INDEX IF NOT EXISTS orders_magento_customer_id_idx ON "order".orders (magento_customer_id);

CREATE INDEX IF NOT EXISTS orders_customer_id_idx ON "order".orders (customer_id);

CREATE INDEX IF NOT EXISTS orders_magento_store_id_idx ON "order".orders (magento_store_id);

CREATE INDEX IF NOT EXISTS orders_created_at_idx ON "order".orders (created_at);

CREATE INDEX IF NOT EXISTS orders_updated_at_idx ON "order".orders (updated_at);

CREATE INDEX IF NOT EXISTS orders_customer_email_idx ON "order".orders (customer_email);

CREATE INDEX IF NOT EXISTS order_items_magento_product_id_idx ON "order".order_items (magento_product_id);

CREATE INDEX IF NOT EXISTS order_items_product_id_idx ON "order".order_items (product_id);

CREATE INDEX IF NOT EXISTS order_items_sku_idx ON "order".order_items (sku);
