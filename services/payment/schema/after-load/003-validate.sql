-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE payment.refund_items VALIDATE CONSTRAINT refund_items_refund_id_fkey;

ALTER TABLE payment.refund_comments VALIDATE CONSTRAINT refund_comments_refund_id_fkey;
