-- Generated from the entity definitions by `npm run generate`; edit those instead.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'payment.refund_items'::regclass AND conname = 'refund_items_refund_id_fkey') THEN
    ALTER TABLE payment.refund_items ADD CONSTRAINT refund_items_refund_id_fkey
      FOREIGN KEY (refund_id) REFERENCES payment.refunds (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint WHERE conrelid = 'payment.refund_comments'::regclass AND conname = 'refund_comments_refund_id_fkey') THEN
    ALTER TABLE payment.refund_comments ADD CONSTRAINT refund_comments_refund_id_fkey
      FOREIGN KEY (refund_id) REFERENCES payment.refunds (id) ON DELETE CASCADE NOT VALID;
  END IF;
END $$;
