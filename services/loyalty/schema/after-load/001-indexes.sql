-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE INDEX CONCURRENTLY IF NOT EXISTS loyalty_point_balances_magento_customer_id_idx ON loyalty.loyalty_point_balances (magento_customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS loyalty_point_balances_customer_id_idx ON loyalty.loyalty_point_balances (customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS loyalty_point_movements_magento_reward_id_idx ON loyalty.loyalty_point_movements (magento_reward_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS loyalty_point_movements_reward_id_idx ON loyalty.loyalty_point_movements (reward_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS loyalty_point_movements_magento_website_id_idx ON loyalty.loyalty_point_movements (magento_website_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS loyalty_point_movements_magento_store_id_idx ON loyalty.loyalty_point_movements (magento_store_id);
