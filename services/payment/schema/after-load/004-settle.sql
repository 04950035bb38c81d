-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE payment.payment_records RESET (autovacuum_enabled);

ALTER TABLE payment.refunds RESET (autovacuum_enabled);

ALTER TABLE payment.refund_items VALIDATE CONSTRAINT refund_items_refund_id_fkey;

ALTER TABLE payment.refund_items RESET (autovacuum_enabled);

ALTER TABLE payment.refund_comments VALIDATE CONSTRAINT refund_comments_refund_id_fkey;

ALTER TABLE payment.refund_comments RESET (autovacuum_enabled);
