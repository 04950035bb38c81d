-- Generated from the entity definitions by `npm run generate`; edit those instead.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".cart_items'::regclass AND conname = 'cart_items_cart_id_fkey') THEN
    ALTER TABLE "order".cart_items ADD CONSTRAINT cart_items_cart_id_fkey
      FOREIGN KEY (cart_id) REFERENCES "order".carts (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".cart_item_options'::regclass AND conname = 'cart_item_options_cart_id_fkey') THEN
    ALTER TABLE "order".cart_item_options ADD CONSTRAINT cart_item_options_cart_id_fkey
      FOREIGN KEY (cart_id) REFERENCES "order".carts (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".cart_addresses'::regclass AND conname = 'cart_addresses_cart_id_fkey') THEN
    ALTER TABLE "order".cart_addresses ADD CONSTRAINT cart_addresses_cart_id_fkey
      FOREIGN KEY (cart_id) REFERENCES "order".carts (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".cart_payments'::regclass AND conname = 'cart_payments_cart_id_fkey') THEN
    ALTER TABLE "order".cart_payments ADD CONSTRAINT cart_payments_cart_id_fkey
      FOREIGN KEY (cart_id) REFERENCES "order".carts (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".cart_masked_ids'::regclass AND conname = 'cart_masked_ids_cart_id_fkey') THEN
    ALTER TABLE "order".cart_masked_ids ADD CONSTRAINT cart_masked_ids_cart_id_fkey
      FOREIGN KEY (cart_id) REFERENCES "order".carts (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".order_items'::regclass AND conname = 'order_items_order_id_fkey') THEN
    ALTER TABLE "order".order_items ADD CONSTRAINT order_items_order_id_fkey
      FOREIGN KEY (order_id) REFERENCES "order".orders (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".order_payments'::regclass AND conname = 'order_payments_order_id_fkey') THEN
    ALTER TABLE "order".order_payments ADD CONSTRAINT order_payments_order_id_fkey
      FOREIGN KEY (order_id) REFERENCES "order".orders (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".order_addresses'::regclass AND conname = 'order_addresses_order_id_fkey') THEN
    ALTER TABLE "order".order_addresses ADD CONSTRAINT order_addresses_order_id_fkey
      FOREIGN KEY (order_id) REFERENCES "order".orders (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".order_status_history'::regclass AND conname = 'order_status_history_order_id_fkey') THEN
    ALTER TABLE "order".order_status_history ADD CONSTRAINT order_status_history_order_id_fkey
      FOREIGN KEY (order_id) REFERENCES "order".orders (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".order_taxes'::regclass AND conname = 'order_taxes_order_id_fkey') THEN
    ALTER TABLE "order".order_taxes ADD CONSTRAINT order_taxes_order_id_fkey
      FOREIGN KEY (order_id) REFERENCES "order".orders (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".order_tax_items'::regclass AND conname = 'order_tax_items_order_id_fkey') THEN
    ALTER TABLE "order".order_tax_items ADD CONSTRAINT order_tax_items_order_id_fkey
      FOREIGN KEY (order_id) REFERENCES "order".orders (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".invoice_items'::regclass AND conname = 'invoice_items_invoice_id_fkey') THEN
    ALTER TABLE "order".invoice_items ADD CONSTRAINT invoice_items_invoice_id_fkey
      FOREIGN KEY (invoice_id) REFERENCES "order".invoices (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".invoice_comments'::regclass AND conname = 'invoice_comments_invoice_id_fkey') THEN
    ALTER TABLE "order".invoice_comments ADD CONSTRAINT invoice_comments_invoice_id_fkey
      FOREIGN KEY (invoice_id) REFERENCES "order".invoices (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".shipment_items'::regclass AND conname = 'shipment_items_shipment_id_fkey') THEN
    ALTER TABLE "order".shipment_items ADD CONSTRAINT shipment_items_shipment_id_fkey
      FOREIGN KEY (shipment_id) REFERENCES "order".shipments (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".shipment_tracks'::regclass AND conname = 'shipment_tracks_shipment_id_fkey') THEN
    ALTER TABLE "order".shipment_tracks ADD CONSTRAINT shipment_tracks_shipment_id_fkey
      FOREIGN KEY (shipment_id) REFERENCES "order".shipments (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".shipment_sources'::regclass AND conname = 'shipment_sources_shipment_id_fkey') THEN
    ALTER TABLE "order".shipment_sources ADD CONSTRAINT shipment_sources_shipment_id_fkey
      FOREIGN KEY (shipment_id) REFERENCES "order".shipments (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".shipment_comments'::regclass AND conname = 'shipment_comments_shipment_id_fkey') THEN
    ALTER TABLE "order".shipment_comments ADD CONSTRAINT shipment_comments_shipment_id_fkey
      FOREIGN KEY (shipment_id) REFERENCES "order".shipments (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".download_purchase_items'::regclass AND conname = 'download_purchase_items_download_purchase_id_fkey') THEN
    ALTER TABLE "order".download_purchase_items ADD CONSTRAINT download_purchase_items_download_purchase_id_fkey
      FOREIGN KEY (download_purchase_id) REFERENCES "order".download_purchases (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;
