-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE INDEX IF NOT EXISTS customers_magento_website_id_idx ON customer.customers (magento_website_id);

CREATE INDEX IF NOT EXISTS customers_magento_store_id_idx ON customer.customers (magento_store_id);

CREATE INDEX IF NOT EXISTS customers_magento_group_id_idx ON customer.customers (magento_group_id);

CREATE INDEX IF NOT EXISTS customers_created_at_idx ON customer.customers (created_at);

CREATE INDEX IF NOT EXISTS customer_addresses_magento_customer_id_idx ON customer.customer_addresses (magento_customer_id);

CREATE INDEX IF NOT EXISTS customer_addresses_customer_id_idx ON customer.customer_addresses (customer_id);

CREATE INDEX IF NOT EXISTS customer_addresses_magento_region_id_idx ON customer.customer_addresses (magento_region_id);
