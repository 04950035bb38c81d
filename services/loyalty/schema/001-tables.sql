-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE SCHEMA IF NOT EXISTS loyalty;

CREATE TABLE IF NOT EXISTS loyalty.loyalty_point_balances (
  id                    uuid NOT NULL,
  customer_id           uuid,
  magento_customer_id   bigint,
  website_id            uuid,
  magento_website_id    bigint,
  points_balance        bigint,
  points_used           bigint,
  website_currency_code text,
  source                text NOT NULL,
  extra                 jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS loyalty.loyalty_point_movements (
  id                 uuid NOT NULL,
  reward_id          uuid,
  magento_reward_id  bigint,
  website_id         uuid,
  magento_website_id bigint,
  store_id           uuid,
  magento_store_id   bigint,
  action             integer,
  entity             integer,
  points_delta       integer,
  points_used        integer,
  points_balance     bigint,
  points_voided      bigint,
  is_duplicate_of    bigint,
  currency_amount    numeric,
  currency_delta     numeric,
  base_currency_code text,
  additional_data    text,
  comment            text,
  is_expired         boolean,
  notification_sent  boolean,
  created_at         timestamptz,
  expired_at_static  timestamptz,
  expired_at_dynamic timestamptz,
  source             text NOT NULL,
  extra              jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);
