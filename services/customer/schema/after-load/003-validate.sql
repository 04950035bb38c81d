-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE customer.customer_group_excluded_websites VALIDATE CONSTRAINT customer_group_excluded_websites_customer_group_id_fkey;

ALTER TABLE customer.wishlist_items VALIDATE CONSTRAINT wishlist_items_wishlist_id_fkey;

ALTER TABLE customer.wishlist_item_options VALIDATE CONSTRAINT wishlist_item_options_wishlist_id_fkey;
