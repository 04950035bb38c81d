-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE loyalty.loyalty_point_balances RESET (autovacuum_enabled);

ALTER TABLE loyalty.loyalty_point_movements RESET (autovacuum_enabled);
