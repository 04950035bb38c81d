-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE "order".gift_messages RESET (autovacuum_enabled);

ALTER TABLE "order".carts RESET (autovacuum_enabled);

ALTER TABLE "order".cart_items VALIDATE CONSTRAINT cart_items_cart_id_fkey;

ALTER TABLE "order".cart_items RESET (autovacuum_enabled);

ALTER TABLE "order".cart_item_options VALIDATE CONSTRAINT cart_item_options_cart_id_fkey;

ALTER TABLE "order".cart_item_options RESET (autovacuum_enabled);

ALTER TABLE "order".cart_addresses VALIDATE CONSTRAINT cart_addresses_cart_id_fkey;

ALTER TABLE "order".cart_addresses RESET (autovacuum_enabled);

ALTER TABLE "order".cart_payments VALIDATE CONSTRAINT cart_payments_cart_id_fkey;

ALTER TABLE "order".cart_payments RESET (autovacuum_enabled);

ALTER TABLE "order".cart_masked_ids VALIDATE CONSTRAINT cart_masked_ids_cart_id_fkey;

ALTER TABLE "order".cart_masked_ids RESET (autovacuum_enabled);

ALTER TABLE "order".orders RESET (autovacuum_enabled);

ALTER TABLE "order".order_items VALIDATE CONSTRAINT order_items_order_id_fkey;

ALTER TABLE "order".order_items RESET (autovacuum_enabled);

ALTER TABLE "order".order_payments VALIDATE CONSTRAINT order_payments_order_id_fkey;

ALTER TABLE "order".order_payments RESET (autovacuum_enabled);

ALTER TABLE "order".order_addresses VALIDATE CONSTRAINT order_addresses_order_id_fkey;

ALTER TABLE "order".order_addresses RESET (autovacuum_enabled);

ALTER TABLE "order".order_status_history VALIDATE CONSTRAINT order_status_history_order_id_fkey;

ALTER TABLE "order".order_status_history RESET (autovacuum_enabled);

ALTER TABLE "order".order_taxes VALIDATE CONSTRAINT order_taxes_order_id_fkey;

ALTER TABLE "order".order_taxes RESET (autovacuum_enabled);

ALTER TABLE "order".order_tax_items VALIDATE CONSTRAINT order_tax_items_order_id_fkey;

ALTER TABLE "order".order_tax_items RESET (autovacuum_enabled);

ALTER TABLE "order".invoices RESET (autovacuum_enabled);

ALTER TABLE "order".invoice_items VALIDATE CONSTRAINT invoice_items_invoice_id_fkey;

ALTER TABLE "order".invoice_items RESET (autovacuum_enabled);

ALTER TABLE "order".invoice_comments VALIDATE CONSTRAINT invoice_comments_invoice_id_fkey;

ALTER TABLE "order".invoice_comments RESET (autovacuum_enabled);

ALTER TABLE "order".shipments RESET (autovacuum_enabled);

ALTER TABLE "order".shipment_items VALIDATE CONSTRAINT shipment_items_shipment_id_fkey;

ALTER TABLE "order".shipment_items RESET (autovacuum_enabled);

ALTER TABLE "order".shipment_tracks VALIDATE CONSTRAINT shipment_tracks_shipment_id_fkey;

ALTER TABLE "order".shipment_tracks RESET (autovacuum_enabled);

ALTER TABLE "order".shipment_sources VALIDATE CONSTRAINT shipment_sources_shipment_id_fkey;

ALTER TABLE "order".shipment_sources RESET (autovacuum_enabled);

ALTER TABLE "order".shipment_comments VALIDATE CONSTRAINT shipment_comments_shipment_id_fkey;

ALTER TABLE "order".shipment_comments RESET (autovacuum_enabled);

ALTER TABLE "order".download_purchases RESET (autovacuum_enabled);

ALTER TABLE "order".download_purchase_items VALIDATE CONSTRAINT download_purchase_items_download_purchase_id_fkey;

ALTER TABLE "order".download_purchase_items RESET (autovacuum_enabled);
