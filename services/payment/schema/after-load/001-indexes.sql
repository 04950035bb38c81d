-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE INDEX CONCURRENTLY IF NOT EXISTS payment_records_magento_order_id_idx ON payment.payment_records (magento_order_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS payment_records_order_id_idx ON payment.payment_records (order_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS payment_records_magento_payment_id_idx ON payment.payment_records (magento_payment_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS payment_records_magento_parent_id_idx ON payment.payment_records (magento_parent_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS payment_records_gateway_txn_id_idx ON payment.payment_records (gateway_txn_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS refunds_magento_order_id_idx ON payment.refunds (magento_order_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS refunds_order_id_idx ON payment.refunds (order_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS refunds_magento_store_id_idx ON payment.refunds (magento_store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS refunds_created_at_idx ON payment.refunds (created_at);

CREATE INDEX CONCURRENTLY IF NOT EXISTS refund_items_magento_product_id_idx ON payment.refund_items (magento_product_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS refund_items_magento_order_item_id_idx ON payment.refund_items (magento_order_item_id);
