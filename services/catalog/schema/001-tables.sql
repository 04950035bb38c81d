-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE SCHEMA IF NOT EXISTS catalog;

CREATE TABLE IF NOT EXISTS catalog.categories (
  id                uuid NOT NULL,
  parent_id         uuid,
  magento_parent_id bigint,
  path              text,
  attribute_set_id  integer,
  position          integer,
  level             integer,
  children_count    integer,
  created_at        timestamptz,
  updated_at        timestamptz,
  name              text,
  is_active         boolean,
  include_in_menu   boolean,
  is_anchor         boolean,
  url_key           text,
  url_path          text,
  description       text,
  image             text,
  meta_title        text,
  meta_keywords     text,
  meta_description  text,
  display_mode      text,
  landing_page      integer,
  available_sort_by text,
  default_sort_by   text,
  attributes        jsonb,
  source            text NOT NULL,
  extra             jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.category_store_values (
  category_id       uuid NOT NULL,
  store_id          integer NOT NULL,
  name              text,
  is_active         boolean,
  include_in_menu   boolean,
  is_anchor         boolean,
  url_key           text,
  url_path          text,
  description       text,
  image             text,
  meta_title        text,
  meta_keywords     text,
  meta_description  text,
  display_mode      text,
  landing_page      integer,
  available_sort_by text,
  default_sort_by   text,
  attributes        jsonb,
  PRIMARY KEY (category_id, store_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.media (
  id                   uuid NOT NULL,
  attribute_id         uuid,
  magento_attribute_id bigint,
  file                 text,
  media_type           text,
  disabled             boolean,
  source               text NOT NULL,
  extra                jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.media_videos (
  media_id    uuid NOT NULL,
  store_id    integer NOT NULL,
  provider    text,
  url         text,
  title       text,
  description text,
  metadata    text,
  extra       jsonb,
  PRIMARY KEY (media_id, store_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.products (
  id                uuid NOT NULL,
  attribute_set_id  integer,
  type_id           text,
  sku               text,
  has_options       boolean,
  required_options  boolean,
  created_at        timestamptz,
  updated_at        timestamptz,
  name              text,
  url_key           text,
  url_path          text,
  image             text,
  small_image       text,
  thumbnail         text,
  description       text,
  short_description text,
  meta_title        text,
  meta_keywords     text,
  meta_description  text,
  status            text,
  visibility        text,
  tax_class_id      integer,
  price             numeric,
  special_price     numeric,
  special_from_date timestamp,
  special_to_date   timestamp,
  cost              numeric,
  msrp              numeric,
  weight            numeric,
  attributes        jsonb,
  source            text NOT NULL,
  extra             jsonb,
  PRIMARY KEY (id),
  CONSTRAINT products_sku_key UNIQUE (sku) DEFERRABLE INITIALLY DEFERRED
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_store_values (
  product_id        uuid NOT NULL,
  store_id          integer NOT NULL,
  name              text,
  url_key           text,
  url_path          text,
  image             text,
  small_image       text,
  thumbnail         text,
  description       text,
  short_description text,
  meta_title        text,
  meta_keywords     text,
  meta_description  text,
  status            text,
  visibility        text,
  tax_class_id      integer,
  price             numeric,
  special_price     numeric,
  special_from_date timestamp,
  special_to_date   timestamp,
  cost              numeric,
  msrp              numeric,
  weight            numeric,
  attributes        jsonb,
  PRIMARY KEY (product_id, store_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_websites (
  product_id uuid NOT NULL,
  website_id integer NOT NULL,
  extra      jsonb,
  PRIMARY KEY (product_id, website_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_categories (
  product_id          uuid NOT NULL,
  category_id         uuid NOT NULL,
  magento_category_id bigint,
  entity_id           bigint,
  position            integer,
  extra               jsonb,
  PRIMARY KEY (product_id, category_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_media (
  product_id       uuid NOT NULL,
  media_id         uuid NOT NULL,
  magento_media_id bigint,
  extra            jsonb,
  PRIMARY KEY (product_id, media_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_media_values (
  product_id       uuid NOT NULL,
  id               uuid NOT NULL,
  media_id         uuid,
  magento_media_id bigint,
  store_id         integer,
  label            text,
  position         bigint,
  disabled         boolean,
  extra            jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_tier_prices (
  product_id        uuid NOT NULL,
  id                uuid NOT NULL,
  all_groups        boolean,
  customer_group_id bigint,
  qty               numeric,
  value             numeric,
  website_id        integer,
  percentage_value  numeric,
  extra             jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_links (
  product_id                uuid NOT NULL,
  id                        uuid NOT NULL,
  linked_product_id         uuid,
  magento_linked_product_id bigint,
  link_type_id              integer,
  extra                     jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_link_int_values (
  product_id                uuid NOT NULL,
  id                        uuid NOT NULL,
  link_id                   uuid,
  magento_link_id           bigint,
  product_link_attribute_id integer,
  value                     integer,
  extra                     jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_link_decimal_values (
  product_id                uuid NOT NULL,
  id                        uuid NOT NULL,
  link_id                   uuid,
  magento_link_id           bigint,
  product_link_attribute_id integer,
  value                     numeric,
  extra                     jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_link_varchar_values (
  product_id                uuid NOT NULL,
  id                        uuid NOT NULL,
  link_id                   uuid,
  magento_link_id           bigint,
  product_link_attribute_id integer,
  value                     text,
  extra                     jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_super_attributes (
  product_id           uuid NOT NULL,
  id                   uuid NOT NULL,
  attribute_id         uuid,
  magento_attribute_id bigint,
  position             integer,
  extra                jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_super_attribute_labels (
  product_id                 uuid NOT NULL,
  id                         uuid NOT NULL,
  super_attribute_id         uuid,
  magento_super_attribute_id bigint,
  store_id                   integer,
  use_default                boolean,
  value                      text,
  extra                      jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_variants (
  product_id         uuid NOT NULL,
  id                 uuid NOT NULL,
  variant_id         uuid,
  magento_variant_id bigint,
  extra              jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_relations (
  product_id       uuid NOT NULL,
  child_id         uuid NOT NULL,
  magento_child_id bigint,
  extra            jsonb,
  PRIMARY KEY (product_id, child_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_bundle_options (
  product_id uuid NOT NULL,
  id         uuid NOT NULL,
  required   boolean,
  position   bigint,
  type       text,
  extra      jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_bundle_option_titles (
  product_id        uuid NOT NULL,
  id                uuid NOT NULL,
  option_id         uuid,
  magento_option_id bigint,
  store_id          integer,
  title             text,
  parent_product_id bigint,
  extra             jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_bundle_selections (
  product_id                  uuid NOT NULL,
  id                          uuid NOT NULL,
  option_id                   uuid,
  magento_option_id           bigint,
  parent_product_id           bigint,
  selected_product_id         uuid,
  magento_selected_product_id bigint,
  position                    bigint,
  is_default                  boolean,
  selection_price_type        integer,
  selection_price_value       numeric,
  selection_qty               numeric,
  selection_can_change_qty    boolean,
  extra                       jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_bundle_selection_prices (
  product_id            uuid NOT NULL,
  selection_id          uuid NOT NULL,
  magento_selection_id  bigint,
  parent_product_id     bigint NOT NULL,
  website_id            integer NOT NULL,
  selection_price_type  integer,
  selection_price_value numeric,
  extra                 jsonb,
  PRIMARY KEY (product_id, selection_id, parent_product_id, website_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_options (
  product_id     uuid NOT NULL,
  id             uuid NOT NULL,
  type           text,
  sku            text,
  file_extension text,
  is_require     boolean,
  max_characters bigint,
  sort_order     bigint,
  image_size_x   integer,
  image_size_y   integer,
  extra          jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_option_titles (
  product_id        uuid NOT NULL,
  id                uuid NOT NULL,
  option_id         uuid,
  magento_option_id bigint,
  title             text,
  store_id          integer,
  extra             jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_option_prices (
  product_id        uuid NOT NULL,
  id                uuid NOT NULL,
  option_id         uuid,
  magento_option_id bigint,
  price             numeric,
  price_type        text,
  store_id          integer,
  extra             jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_option_values (
  product_id        uuid NOT NULL,
  id                uuid NOT NULL,
  option_id         uuid,
  magento_option_id bigint,
  sku               text,
  sort_order        bigint,
  extra             jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_option_value_titles (
  product_id              uuid NOT NULL,
  id                      uuid NOT NULL,
  option_value_id         uuid,
  magento_option_value_id bigint,
  title                   text,
  store_id                integer,
  extra                   jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_option_value_prices (
  product_id              uuid NOT NULL,
  id                      uuid NOT NULL,
  option_value_id         uuid,
  magento_option_value_id bigint,
  price                   numeric,
  price_type              text,
  store_id                integer,
  extra                   jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_downloads (
  product_id          uuid NOT NULL,
  id                  uuid NOT NULL,
  sort_order          bigint,
  number_of_downloads integer,
  is_shareable        integer,
  link_url            text,
  link_file           text,
  link_type           text,
  sample_url          text,
  sample_file         text,
  sample_type         text,
  extra               jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_download_titles (
  product_id          uuid NOT NULL,
  id                  uuid NOT NULL,
  download_id         uuid,
  magento_download_id bigint,
  store_id            integer,
  title               text,
  extra               jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_download_prices (
  product_id          uuid NOT NULL,
  id                  uuid NOT NULL,
  download_id         uuid,
  magento_download_id bigint,
  website_id          integer,
  price               numeric,
  extra               jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_samples (
  product_id  uuid NOT NULL,
  id          uuid NOT NULL,
  sample_url  text,
  sample_file text,
  sample_type text,
  sort_order  bigint,
  extra       jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS catalog.product_sample_titles (
  product_id        uuid NOT NULL,
  id                uuid NOT NULL,
  sample_id         uuid,
  magento_sample_id bigint,
  store_id          integer,
  title             text,
  extra             jsonb,
  PRIMARY KEY (product_id, id)
) WITH (autovacuum_enabled = off);
