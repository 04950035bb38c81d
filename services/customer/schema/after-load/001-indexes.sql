-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE INDEX CONCURRENTLY IF NOT EXISTS customers_magento_website_id_idx ON customer.customers (magento_website_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS customers_magento_store_id_idx ON customer.customers (magento_store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS customers_magento_group_id_idx ON customer.customers (magento_group_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS customers_created_at_idx ON customer.customers (created_at);

CREATE INDEX CONCURRENTLY IF NOT EXISTS customer_addresses_magento_customer_id_idx ON customer.customer_addresses (magento_customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS customer_addresses_customer_id_idx ON customer.customer_addresses (customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS customer_addresses_magento_region_id_idx ON customer.customer_addresses (magento_region_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS newsletter_subscribers_email_idx ON customer.newsletter_subscribers (email);

CREATE INDEX CONCURRENTLY IF NOT EXISTS newsletter_subscribers_magento_customer_id_idx ON customer.newsletter_subscribers (magento_customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS newsletter_subscribers_magento_store_id_idx ON customer.newsletter_subscribers (magento_store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS wishlists_magento_customer_id_idx ON customer.wishlists (magento_customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS wishlists_customer_id_idx ON customer.wishlists (customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS wishlist_items_magento_product_id_idx ON customer.wishlist_items (magento_product_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS wishlist_items_store_id_idx ON customer.wishlist_items (store_id);
