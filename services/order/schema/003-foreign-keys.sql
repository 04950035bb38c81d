-- Generated from the entity definitions by `npm run generate`; edit those instead.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".order_items'::regclass AND conname = 'order_items_order_id_fkey') THEN
    ALTER TABLE "order".order_items ADD CONSTRAINT order_items_order_id_fkey
      FOREIGN KEY (order_id) REFERENCES "order".orders (id) ON DELETE CASCADE;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".order_payments'::regclass AND conname = 'order_payments_order_id_fkey') THEN
    ALTER TABLE "order".order_payments ADD CONSTRAINT order_payments_order_id_fkey
      FOREIGN KEY (order_id) REFERENCES "order".orders (id) ON DELETE CASCADE;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".order_addresses'::regclass AND conname = 'order_addresses_order_id_fkey') THEN
    ALTER TABLE "order".order_addresses ADD CONSTRAINT order_addresses_order_id_fkey
      FOREIGN KEY (order_id) REFERENCES "order".orders (id) ON DELETE CASCADE;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".order_status_history'::regclass AND conname = 'order_status_history_order_id_fkey') THEN
    ALTER TABLE "order".order_status_history ADD CONSTRAINT order_status_history_order_id_fkey
      FOREIGN KEY (order_id) REFERENCES "order".orders (id) ON DELETE CASCADE;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".order_taxes'::regclass AND conname = 'order_taxes_order_id_fkey') THEN
    ALTER TABLE "order".order_taxes ADD CONSTRAINT order_taxes_order_id_fkey
      FOREIGN KEY (order_id) REFERENCES "order".orders (id) ON DELETE CASCADE;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = '"order".order_tax_items'::regclass AND conname = 'order_tax_items_order_id_fkey') THEN
    ALTER TABLE "order".order_tax_items ADD CONSTRAINT order_tax_items_order_id_fkey
      FOREIGN KEY (order_id) REFERENCES "order".orders (id) ON DELETE CASCADE;
  END IF;
END $$;
