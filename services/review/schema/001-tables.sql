-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE SCHEMA IF NOT EXISTS review;

CREATE TABLE IF NOT EXISTS review.ratings (
  id        uuid NOT NULL,
  code      text,
  entity_id integer,
  position  integer,
  is_active boolean,
  source    text NOT NULL,
  extra     jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS review.rating_options (
  rating_id uuid NOT NULL,
  id        uuid NOT NULL,
  code      text,
  value     integer,
  position  integer,
  extra     jsonb,
  PRIMARY KEY (rating_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS review.rating_stores (
  rating_id uuid NOT NULL,
  store_id  integer NOT NULL,
  extra     jsonb,
  PRIMARY KEY (rating_id, store_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS review.rating_titles (
  rating_id uuid NOT NULL,
  store_id  integer NOT NULL,
  value     text,
  extra     jsonb,
  PRIMARY KEY (rating_id, store_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS review.reviews (
  id                 uuid NOT NULL,
  subject            text,
  product_id         uuid,
  magento_product_id bigint,
  status             text,
  created_at         timestamptz,
  source             text NOT NULL,
  extra              jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS review.review_details (
  review_id           uuid NOT NULL,
  id                  uuid NOT NULL,
  customer_id         uuid,
  magento_customer_id bigint,
  store_id            integer,
  title               text,
  detail              text,
  nickname            text,
  extra               jsonb,
  PRIMARY KEY (review_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS review.review_stores (
  review_id uuid NOT NULL,
  store_id  integer NOT NULL,
  extra     jsonb,
  PRIMARY KEY (review_id, store_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS review.review_votes (
  review_id           uuid NOT NULL,
  id                  uuid NOT NULL,
  rating_id           uuid,
  magento_rating_id   bigint,
  option_id           bigint,
  customer_id         uuid,
  magento_customer_id bigint,
  percent             integer,
  value               integer,
  remote_ip           text,
  remote_ip_long      bigint,
  entity_pk_value     bigint,
  extra               jsonb,
  PRIMARY KEY (review_id, id)
) WITH (autovacuum_enabled = off);
