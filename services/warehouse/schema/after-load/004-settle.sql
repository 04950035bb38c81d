-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE warehouse.source_items RESET (autovacuum_enabled);

ANALYZE warehouse.source_items;

ALTER TABLE warehouse.stock_reservations RESET (autovacuum_enabled);

ANALYZE warehouse.stock_reservations;

ALTER TABLE warehouse.stock_items RESET (autovacuum_enabled);

ANALYZE warehouse.stock_items;
