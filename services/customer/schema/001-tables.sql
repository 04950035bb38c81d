-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE SCHEMA IF NOT EXISTS customer;

CREATE TABLE IF NOT EXISTS customer.customer_groups (
  id           uuid NOT NULL,
  code         text,
  tax_class_id bigint,
  source       text NOT NULL,
  extra        jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS customer.customer_group_excluded_websites (
  customer_group_id uuid NOT NULL,
  id                uuid NOT NULL,
  website_id        integer,
  extra             jsonb,
  PRIMARY KEY (customer_group_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS customer.customers (
  id                        uuid NOT NULL,
  email                     text,
  first_name                text,
  last_name                 text,
  middle_name               text,
  prefix                    text,
  suffix                    text,
  dob                       date,
  taxvat                    text,
  gender                    integer,
  website_id                uuid,
  magento_website_id        bigint,
  store_id                  uuid,
  magento_store_id          bigint,
  group_id                  uuid,
  magento_group_id          bigint,
  default_billing           uuid,
  magento_default_billing   bigint,
  default_shipping          uuid,
  magento_default_shipping  bigint,
  is_active                 boolean,
  disable_auto_group_change boolean,
  password_hash             text,
  increment_id              text,
  created_in                text,
  confirmation              text,
  rp_token                  text,
  failures_num              bigint,
  rp_token_created_at       timestamptz,
  first_failure             timestamptz,
  lock_expires              timestamptz,
  session_cutoff            timestamptz,
  created_at                timestamptz,
  updated_at                timestamptz,
  attributes                jsonb,
  source                    text NOT NULL,
  extra                     jsonb,
  PRIMARY KEY (id),
  CONSTRAINT customers_email_magento_website_id_key UNIQUE (email, magento_website_id) DEFERRABLE INITIALLY DEFERRED
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS customer.customer_addresses (
  id                  uuid NOT NULL,
  customer_id         uuid,
  magento_customer_id bigint,
  first_name          text,
  last_name           text,
  middle_name         text,
  country             text,
  region_id           uuid,
  magento_region_id   bigint,
  region_code         text,
  prefix              text,
  suffix              text,
  company             text,
  street              text,
  city                text,
  region              text,
  postcode            text,
  telephone           text,
  fax                 text,
  vat_id              text,
  increment_id        text,
  vat_is_valid        bigint,
  vat_request_success bigint,
  vat_request_date    text,
  vat_request_id      text,
  is_active           boolean,
  created_at          timestamptz,
  updated_at          timestamptz,
  attributes          jsonb,
  source              text NOT NULL,
  extra               jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS customer.newsletter_subscribers (
  id                  uuid NOT NULL,
  email               text,
  status              text,
  customer_id         uuid,
  magento_customer_id bigint,
  store_id            uuid,
  magento_store_id    bigint,
  confirm_code        text,
  change_status_at    timestamptz,
  source              text NOT NULL,
  extra               jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS customer.wishlists (
  id                  uuid NOT NULL,
  customer_id         uuid,
  magento_customer_id bigint,
  shared              integer,
  sharing_code        text,
  updated_at          timestamptz,
  source              text NOT NULL,
  extra               jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS customer.wishlist_items (
  wishlist_id        uuid NOT NULL,
  id                 uuid NOT NULL,
  product_id         uuid,
  magento_product_id bigint,
  store_id           integer,
  qty                numeric,
  description        text,
  added_at           timestamptz,
  extra              jsonb,
  PRIMARY KEY (wishlist_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS customer.wishlist_item_options (
  wishlist_id     uuid NOT NULL,
  id              uuid NOT NULL,
  item_id         uuid,
  magento_item_id bigint,
  product_id      bigint,
  code            text,
  value           text,
  extra           jsonb,
  PRIMARY KEY (wishlist_id, id)
) WITH (autovacuum_enabled = off);
