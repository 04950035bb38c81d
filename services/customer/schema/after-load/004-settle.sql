-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE customer.customer_groups RESET (autovacuum_enabled);

ALTER TABLE customer.customer_group_excluded_websites VALIDATE CONSTRAINT customer_group_excluded_websites_customer_group_id_fkey;

ALTER TABLE customer.customer_group_excluded_websites RESET (autovacuum_enabled);

ALTER TABLE customer.customers RESET (autovacuum_enabled);

ALTER TABLE customer.customer_addresses RESET (autovacuum_enabled);

ALTER TABLE customer.newsletter_subscribers RESET (autovacuum_enabled);

ALTER TABLE customer.wishlists RESET (autovacuum_enabled);

ALTER TABLE customer.wishlist_items VALIDATE CONSTRAINT wishlist_items_wishlist_id_fkey;

ALTER TABLE customer.wishlist_items RESET (autovacuum_enabled);

ALTER TABLE customer.wishlist_item_options VALIDATE CONSTRAINT wishlist_item_options_wishlist_id_fkey;

ALTER TABLE customer.wishlist_item_options RESET (autovacuum_enabled);
