-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE warehouse.source_items RESET (autovacuum_enabled);

ALTER TABLE warehouse.stock_reservations RESET (autovacuum_enabled);

ALTER TABLE warehouse.stock_items RESET (autovacuum_enabled);
