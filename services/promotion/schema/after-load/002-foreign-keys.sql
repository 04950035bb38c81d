-- Generated from the entity definitions by `npm run generate`; edit those instead.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'promotion.promotion_websites'::regclass AND conname = 'promotion_websites_promotion_id_fkey') THEN
    ALTER TABLE promotion.promotion_websites ADD CONSTRAINT promotion_websites_promotion_id_fkey
      FOREIGN KEY (promotion_id) REFERENCES promotion.promotion_rules (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'promotion.promotion_customer_groups'::regclass AND conname = 'promotion_customer_groups_promotion_id_fkey') THEN
    ALTER TABLE promotion.promotion_customer_groups ADD CONSTRAINT promotion_customer_groups_promotion_id_fkey
      FOREIGN KEY (promotion_id) REFERENCES promotion.promotion_rules (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'promotion.promotion_labels'::regclass AND conname = 'promotion_labels_promotion_id_fkey') THEN
    ALTER TABLE promotion.promotion_labels ADD CONSTRAINT promotion_labels_promotion_id_fkey
      FOREIGN KEY (promotion_id) REFERENCES promotion.promotion_rules (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'promotion.promotion_product_attributes'::regclass AND conname = 'promotion_product_attributes_promotion_id_fkey') THEN
    ALTER TABLE promotion.promotion_product_attributes ADD CONSTRAINT promotion_product_attributes_promotion_id_fkey
      FOREIGN KEY (promotion_id) REFERENCES promotion.promotion_rules (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;
