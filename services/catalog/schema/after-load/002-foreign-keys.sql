-- Generated from the entity definitions by `npm run generate`; edit those instead.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.category_store_values'::regclass AND conname = 'category_store_values_category_id_fkey') THEN
    ALTER TABLE catalog.category_store_values ADD CONSTRAINT category_store_values_category_id_fkey
      FOREIGN KEY (category_id) REFERENCES catalog.categories (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.media_videos'::regclass AND conname = 'media_videos_media_id_fkey') THEN
    ALTER TABLE catalog.media_videos ADD CONSTRAINT media_videos_media_id_fkey
      FOREIGN KEY (media_id) REFERENCES catalog.media (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_store_values'::regclass AND conname = 'product_store_values_product_id_fkey') THEN
    ALTER TABLE catalog.product_store_values ADD CONSTRAINT product_store_values_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_websites'::regclass AND conname = 'product_websites_product_id_fkey') THEN
    ALTER TABLE catalog.product_websites ADD CONSTRAINT product_websites_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_categories'::regclass AND conname = 'product_categories_product_id_fkey') THEN
    ALTER TABLE catalog.product_categories ADD CONSTRAINT product_categories_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_media'::regclass AND conname = 'product_media_product_id_fkey') THEN
    ALTER TABLE catalog.product_media ADD CONSTRAINT product_media_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_media_values'::regclass AND conname = 'product_media_values_product_id_fkey') THEN
    ALTER TABLE catalog.product_media_values ADD CONSTRAINT product_media_values_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_tier_prices'::regclass AND conname = 'product_tier_prices_product_id_fkey') THEN
    ALTER TABLE catalog.product_tier_prices ADD CONSTRAINT product_tier_prices_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_links'::regclass AND conname = 'product_links_product_id_fkey') THEN
    ALTER TABLE catalog.product_links ADD CONSTRAINT product_links_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_link_int_values'::regclass AND conname = 'product_link_int_values_product_id_fkey') THEN
    ALTER TABLE catalog.product_link_int_values ADD CONSTRAINT product_link_int_values_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_link_decimal_values'::regclass AND conname = 'product_link_decimal_values_product_id_fkey') THEN
    ALTER TABLE catalog.product_link_decimal_values ADD CONSTRAINT product_link_decimal_values_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_link_varchar_values'::regclass AND conname = 'product_link_varchar_values_product_id_fkey') THEN
    ALTER TABLE catalog.product_link_varchar_values ADD CONSTRAINT product_link_varchar_values_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_super_attributes'::regclass AND conname = 'product_super_attributes_product_id_fkey') THEN
    ALTER TABLE catalog.product_super_attributes ADD CONSTRAINT product_super_attributes_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_super_attribute_labels'::regclass AND conname = 'product_super_attribute_labels_product_id_fkey') THEN
    ALTER TABLE catalog.product_super_attribute_labels ADD CONSTRAINT product_super_attribute_labels_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_variants'::regclass AND conname = 'product_variants_product_id_fkey') THEN
    ALTER TABLE catalog.product_variants ADD CONSTRAINT product_variants_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_relations'::regclass AND conname = 'product_relations_product_id_fkey') THEN
    ALTER TABLE catalog.product_relations ADD CONSTRAINT product_relations_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_bundle_options'::regclass AND conname = 'product_bundle_options_product_id_fkey') THEN
    ALTER TABLE catalog.product_bundle_options ADD CONSTRAINT product_bundle_options_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_bundle_option_titles'::regclass AND conname = 'product_bundle_option_titles_product_id_fkey') THEN
    ALTER TABLE catalog.product_bundle_option_titles ADD CONSTRAINT product_bundle_option_titles_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_bundle_selections'::regclass AND conname = 'product_bundle_selections_product_id_fkey') THEN
    ALTER TABLE catalog.product_bundle_selections ADD CONSTRAINT product_bundle_selections_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_bundle_selection_prices'::regclass AND conname = 'product_bundle_selection_prices_product_id_fkey') THEN
    ALTER TABLE catalog.product_bundle_selection_prices ADD CONSTRAINT product_bundle_selection_prices_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_options'::regclass AND conname = 'product_options_product_id_fkey') THEN
    ALTER TABLE catalog.product_options ADD CONSTRAINT product_options_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_option_titles'::regclass AND conname = 'product_option_titles_product_id_fkey') THEN
    ALTER TABLE catalog.product_option_titles ADD CONSTRAINT product_option_titles_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_option_prices'::regclass AND conname = 'product_option_prices_product_id_fkey') THEN
    ALTER TABLE catalog.product_option_prices ADD CONSTRAINT product_option_prices_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_option_values'::regclass AND conname = 'product_option_values_product_id_fkey') THEN
    ALTER TABLE catalog.product_option_values ADD CONSTRAINT product_option_values_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_option_value_titles'::regclass AND conname = 'product_option_value_titles_product_id_fkey') THEN
    ALTER TABLE catalog.product_option_value_titles ADD CONSTRAINT product_option_value_titles_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_option_value_prices'::regclass AND conname = 'product_option_value_prices_product_id_fkey') THEN
    ALTER TABLE catalog.product_option_value_prices ADD CONSTRAINT product_option_value_prices_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_downloads'::regclass AND conname = 'product_downloads_product_id_fkey') THEN
    ALTER TABLE catalog.product_downloads ADD CONSTRAINT product_downloads_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_download_titles'::regclass AND conname = 'product_download_titles_product_id_fkey') THEN
    ALTER TABLE catalog.product_download_titles ADD CONSTRAINT product_download_titles_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_download_prices'::regclass AND conname = 'product_download_prices_product_id_fkey') THEN
    ALTER TABLE catalog.product_download_prices ADD CONSTRAINT product_download_prices_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_samples'::regclass AND conname = 'product_samples_product_id_fkey') THEN
    ALTER TABLE catalog.product_samples ADD CONSTRAINT product_samples_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'catalog.product_sample_titles'::regclass AND conname = 'product_sample_titles_product_id_fkey') THEN
    ALTER TABLE catalog.product_sample_titles ADD CONSTRAINT product_sample_titles_product_id_fkey
      FOREIGN KEY (product_id) REFERENCES catalog.products (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;
