-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE SCHEMA IF NOT EXISTS warehouse;

CREATE TABLE IF NOT EXISTS warehouse.source_items (
  id          uuid NOT NULL,
  source_code text,
  sku         text,
  quantity    numeric,
  status      boolean,
  source      text NOT NULL,
  extra       jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS warehouse.stock_reservations (
  id       uuid NOT NULL,
  stock_id bigint,
  sku      text,
  quantity numeric,
  metadata text,
  source   text NOT NULL,
  extra    jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS warehouse.stock_items (
  id                          uuid NOT NULL,
  product_id                  uuid,
  magento_product_id          bigint,
  sku                         text,
  stock_id                    integer,
  website_id                  integer,
  qty                         numeric,
  is_in_stock                 boolean,
  manage_stock                boolean,
  min_qty                     numeric,
  min_sale_qty                numeric,
  max_sale_qty                numeric,
  notify_stock_qty            numeric,
  qty_increments              numeric,
  backorders                  integer,
  is_qty_decimal              boolean,
  is_decimal_divided          boolean,
  enable_qty_increments       boolean,
  stock_status_changed_auto   boolean,
  use_config_min_qty          boolean,
  use_config_min_sale_qty     boolean,
  use_config_max_sale_qty     boolean,
  use_config_backorders       boolean,
  use_config_notify_stock_qty boolean,
  use_config_manage_stock     boolean,
  use_config_qty_increments   boolean,
  use_config_enable_qty_inc   boolean,
  low_stock_date              timestamptz,
  source                      text NOT NULL,
  extra                       jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);
