-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE promotion.promotion_websites VALIDATE CONSTRAINT promotion_websites_promotion_id_fkey;

ALTER TABLE promotion.promotion_customer_groups VALIDATE CONSTRAINT promotion_customer_groups_promotion_id_fkey;

ALTER TABLE promotion.promotion_labels VALIDATE CONSTRAINT promotion_labels_promotion_id_fkey;

ALTER TABLE promotion.promotion_product_attributes VALIDATE CONSTRAINT promotion_product_attributes_promotion_id_fkey;
