-- Generated from the entity definitions by `npm run generate`; edit those instead.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'customer.customer_group_excluded_websites'::regclass AND conname = 'customer_group_excluded_websites_customer_group_id_fkey') THEN
    ALTER TABLE customer.customer_group_excluded_websites ADD CONSTRAINT customer_group_excluded_websites_customer_group_id_fkey
      FOREIGN KEY (customer_group_id) REFERENCES customer.customer_groups (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'customer.wishlist_items'::regclass AND conname = 'wishlist_items_wishlist_id_fkey') THEN
    ALTER TABLE customer.wishlist_items ADD CONSTRAINT wishlist_items_wishlist_id_fkey
      FOREIGN KEY (wishlist_id) REFERENCES customer.wishlists (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'customer.wishlist_item_options'::regclass AND conname = 'wishlist_item_options_wishlist_id_fkey') THEN
    ALTER TABLE customer.wishlist_item_options ADD CONSTRAINT wishlist_item_options_wishlist_id_fkey
      FOREIGN KEY (wishlist_id) REFERENCES customer.wishlists (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;
