-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE promotion.promotion_rules RESET (autovacuum_enabled);

ALTER TABLE promotion.promotion_websites VALIDATE CONSTRAINT promotion_websites_promotion_id_fkey;

ALTER TABLE promotion.promotion_websites RESET (autovacuum_enabled);

ALTER TABLE promotion.promotion_customer_groups VALIDATE CONSTRAINT promotion_customer_groups_promotion_id_fkey;

ALTER TABLE promotion.promotion_customer_groups RESET (autovacuum_enabled);

ALTER TABLE promotion.promotion_labels VALIDATE CONSTRAINT promotion_labels_promotion_id_fkey;

ALTER TABLE promotion.promotion_labels RESET (autovacuum_enabled);

ALTER TABLE promotion.promotion_product_attributes VALIDATE CONSTRAINT promotion_product_attributes_promotion_id_fkey;

ALTER TABLE promotion.promotion_product_attributes RESET (autovacuum_enabled);

ALTER TABLE promotion.coupons RESET (autovacuum_enabled);

ALTER TABLE promotion.promotion_usages RESET (autovacuum_enabled);

ALTER TABLE promotion.coupon_usages RESET (autovacuum_enabled);
