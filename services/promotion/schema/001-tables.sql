-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE SCHEMA IF NOT EXISTS promotion;

CREATE TABLE IF NOT EXISTS promotion.promotion_rules (
  id                    uuid NOT NULL,
  name                  text,
  description           text,
  is_active             boolean,
  coupon_type           text,
  discount_type         text,
  discount_amount       numeric,
  discount_qty          numeric,
  discount_step         bigint,
  from_date             date,
  to_date               date,
  uses_per_customer     integer,
  uses_per_coupon       integer,
  times_used            bigint,
  sort_order            bigint,
  stop_rules_processing boolean,
  is_advanced           boolean,
  apply_to_shipping     boolean,
  is_rss                boolean,
  use_auto_generation   boolean,
  simple_free_shipping  integer,
  conditions_serialized text,
  actions_serialized    text,
  product_ids           text,
  source                text NOT NULL,
  extra                 jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS promotion.promotion_websites (
  promotion_id uuid NOT NULL,
  website_id   integer NOT NULL,
  extra        jsonb,
  PRIMARY KEY (promotion_id, website_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS promotion.promotion_customer_groups (
  promotion_id      uuid NOT NULL,
  customer_group_id bigint NOT NULL,
  extra             jsonb,
  PRIMARY KEY (promotion_id, customer_group_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS promotion.promotion_labels (
  promotion_id uuid NOT NULL,
  id           uuid NOT NULL,
  store_id     integer,
  label        text,
  extra        jsonb,
  PRIMARY KEY (promotion_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS promotion.promotion_product_attributes (
  promotion_id      uuid NOT NULL,
  website_id        integer NOT NULL,
  customer_group_id bigint NOT NULL,
  attribute_id      integer NOT NULL,
  extra             jsonb,
  PRIMARY KEY (promotion_id, website_id, customer_group_id, attribute_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS promotion.coupons (
  id                 uuid NOT NULL,
  rule_id            uuid,
  magento_rule_id    bigint,
  code               text,
  usage_limit        bigint,
  usage_per_customer bigint,
  times_used         bigint,
  expiration_date    timestamp,
  is_primary         boolean,
  type               integer,
  created_at         timestamptz,
  source             text NOT NULL,
  extra              jsonb,
  PRIMARY KEY (id),
  CONSTRAINT coupons_code_key UNIQUE (code) DEFERRABLE INITIALLY DEFERRED
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS promotion.promotion_usages (
  id                  uuid NOT NULL,
  rule_id             uuid,
  magento_rule_id     bigint,
  customer_id         uuid,
  magento_customer_id bigint,
  times_used          integer,
  source              text NOT NULL,
  extra               jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS promotion.coupon_usages (
  id                  uuid NOT NULL,
  coupon_id           uuid,
  magento_coupon_id   bigint,
  customer_id         uuid,
  magento_customer_id bigint,
  times_used          bigint,
  source              text NOT NULL,
  extra               jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);
