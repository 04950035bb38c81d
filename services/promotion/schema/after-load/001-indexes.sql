-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE INDEX CONCURRENTLY IF NOT EXISTS promotion_rules_is_active_from_date_to_date_idx ON promotion.promotion_rules (is_active, from_date, to_date);

CREATE INDEX CONCURRENTLY IF NOT EXISTS coupons_magento_rule_id_idx ON promotion.coupons (magento_rule_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS coupons_rule_id_idx ON promotion.coupons (rule_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS promotion_usages_magento_rule_id_idx ON promotion.promotion_usages (magento_rule_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS promotion_usages_magento_customer_id_idx ON promotion.promotion_usages (magento_customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS promotion_usages_rule_id_customer_id_idx ON promotion.promotion_usages (rule_id, customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS coupon_usages_magento_coupon_id_idx ON promotion.coupon_usages (magento_coupon_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS coupon_usages_magento_customer_id_idx ON promotion.coupon_usages (magento_customer_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS coupon_usages_coupon_id_customer_id_idx ON promotion.coupon_usages (coupon_id, customer_id);
