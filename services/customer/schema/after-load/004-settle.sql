-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE customer.customer_groups RESET (autovacuum_enabled);

ANALYZE customer.customer_groups;

ALTER TABLE customer.customer_group_excluded_websites VALIDATE CONSTRAINT customer_group_excluded_websites_customer_group_id_fkey;

ALTER TABLE customer.customer_group_excluded_websites RESET (autovacuum_enabled);

ANALYZE customer.customer_group_excluded_websites;

ALTER TABLE customer.customers RESET (autovacuum_enabled);

ANALYZE customer.customers;

ALTER TABLE customer.customer_addresses RESET (autovacuum_enabled);

ANALYZE customer.customer_addresses;

ALTER TABLE customer.newsletter_subscribers RESET (autovacuum_enabled);

ANALYZE customer.newsletter_subscribers;

ALTER TABLE customer.wishlists RESET (autovacuum_enabled);

ANALYZE customer.wishlists;

ALTER TABLE customer.wishlist_items VALIDATE CONSTRAINT wishlist_items_wishlist_id_fkey;

ALTER TABLE customer.wishlist_items RESET (autovacuum_enabled);

ANALYZE customer.wishlist_items;

ALTER TABLE customer.wishlist_item_options VALIDATE CONSTRAINT wishlist_item_options_wishlist_id_fkey;

ALTER TABLE customer.wishlist_item_options RESET (autovacuum_enabled);

ANALYZE customer.wishlist_item_options;
