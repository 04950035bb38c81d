-- Generated from the entity definitions by `npm run generate`; edit those instead.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'store.region_names'::regclass AND conname = 'region_names_region_id_fkey') THEN
    ALTER TABLE store.region_names ADD CONSTRAINT region_names_region_id_fkey
      FOREIGN KEY (region_id) REFERENCES store.regions (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'store.attribute_catalog_settings'::regclass AND conname = 'attribute_catalog_settings_attribute_id_fkey') THEN
    ALTER TABLE store.attribute_catalog_settings ADD CONSTRAINT attribute_catalog_settings_attribute_id_fkey
      FOREIGN KEY (attribute_id) REFERENCES store.attributes (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'store.attribute_customer_settings'::regclass AND conname = 'attribute_customer_settings_attribute_id_fkey') THEN
    ALTER TABLE store.attribute_customer_settings ADD CONSTRAINT attribute_customer_settings_attribute_id_fkey
      FOREIGN KEY (attribute_id) REFERENCES store.attributes (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'store.attribute_customer_websites'::regclass AND conname = 'attribute_customer_websites_attribute_id_fkey') THEN
    ALTER TABLE store.attribute_customer_websites ADD CONSTRAINT attribute_customer_websites_attribute_id_fkey
      FOREIGN KEY (attribute_id) REFERENCES store.attributes (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'store.attribute_customer_forms'::regclass AND conname = 'attribute_customer_forms_attribute_id_fkey') THEN
    ALTER TABLE store.attribute_customer_forms ADD CONSTRAINT attribute_customer_forms_attribute_id_fkey
      FOREIGN KEY (attribute_id) REFERENCES store.attributes (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'store.attribute_options'::regclass AND conname = 'attribute_options_attribute_id_fkey') THEN
    ALTER TABLE store.attribute_options ADD CONSTRAINT attribute_options_attribute_id_fkey
      FOREIGN KEY (attribute_id) REFERENCES store.attributes (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'store.attribute_option_labels'::regclass AND conname = 'attribute_option_labels_attribute_id_fkey') THEN
    ALTER TABLE store.attribute_option_labels ADD CONSTRAINT attribute_option_labels_attribute_id_fkey
      FOREIGN KEY (attribute_id) REFERENCES store.attributes (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'store.attribute_option_swatches'::regclass AND conname = 'attribute_option_swatches_attribute_id_fkey') THEN
    ALTER TABLE store.attribute_option_swatches ADD CONSTRAINT attribute_option_swatches_attribute_id_fkey
      FOREIGN KEY (attribute_id) REFERENCES store.attributes (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'store.attribute_labels'::regclass AND conname = 'attribute_labels_attribute_id_fkey') THEN
    ALTER TABLE store.attribute_labels ADD CONSTRAINT attribute_labels_attribute_id_fkey
      FOREIGN KEY (attribute_id) REFERENCES store.attributes (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'store.attribute_groups'::regclass AND conname = 'attribute_groups_attribute_set_id_fkey') THEN
    ALTER TABLE store.attribute_groups ADD CONSTRAINT attribute_groups_attribute_set_id_fkey
      FOREIGN KEY (attribute_set_id) REFERENCES store.attribute_sets (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'store.attribute_set_members'::regclass AND conname = 'attribute_set_members_attribute_set_id_fkey') THEN
    ALTER TABLE store.attribute_set_members ADD CONSTRAINT attribute_set_members_attribute_set_id_fkey
      FOREIGN KEY (attribute_set_id) REFERENCES store.attribute_sets (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;
