-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE SCHEMA IF NOT EXISTS store;

CREATE TABLE IF NOT EXISTS store.websites (
  id                       uuid NOT NULL,
  code                     text,
  name                     text,
  sort_order               integer,
  default_group_id         uuid,
  magento_default_group_id bigint,
  is_default               boolean,
  source                   text NOT NULL,
  extra                    jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.regions (
  id           uuid NOT NULL,
  country      text,
  code         text,
  default_name text,
  source       text NOT NULL,
  extra        jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.region_names (
  region_id uuid NOT NULL,
  locale    text NOT NULL,
  name      text,
  extra     jsonb,
  PRIMARY KEY (region_id, locale)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.tax_classes (
  id     uuid NOT NULL,
  name   text,
  type   text,
  source text NOT NULL,
  extra  jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.attributes (
  id              uuid NOT NULL,
  entity_type_id  integer,
  code            text,
  label           text,
  backend_type    text,
  frontend_input  text,
  attribute_model text,
  backend_model   text,
  backend_table   text,
  frontend_model  text,
  frontend_class  text,
  source_model    text,
  is_required     boolean,
  is_user_defined boolean,
  is_unique       boolean,
  default_value   text,
  note            text,
  source          text NOT NULL,
  extra           jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.attribute_catalog_settings (
  attribute_id                  uuid NOT NULL,
  is_global                     integer,
  is_visible                    boolean,
  is_searchable                 boolean,
  is_comparable                 boolean,
  is_visible_on_front           boolean,
  is_html_allowed_on_front      boolean,
  is_used_for_price_rules       boolean,
  is_filterable_in_search       boolean,
  used_in_product_listing       boolean,
  used_for_sort_by              boolean,
  is_visible_in_advanced_search boolean,
  is_wysiwyg_enabled            boolean,
  is_used_for_promo_rules       boolean,
  is_required_in_admin_store    boolean,
  is_used_in_grid               boolean,
  is_visible_in_grid            boolean,
  is_filterable_in_grid         boolean,
  is_filterable                 integer,
  position                      integer,
  frontend_input_renderer       text,
  apply_to                      text,
  search_weight                 numeric,
  is_pagebuilder_enabled        boolean,
  additional_data               text,
  extra                         jsonb,
  PRIMARY KEY (attribute_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.attribute_customer_settings (
  attribute_id               uuid NOT NULL,
  is_visible                 boolean,
  is_system                  boolean,
  is_used_in_grid            boolean,
  is_visible_in_grid         boolean,
  is_filterable_in_grid      boolean,
  is_searchable_in_grid      boolean,
  multiline_count            integer,
  sort_order                 bigint,
  input_filter               text,
  validate_rules             text,
  data_model                 text,
  grid_filter_condition_type integer,
  extra                      jsonb,
  PRIMARY KEY (attribute_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.attribute_customer_websites (
  attribute_id    uuid NOT NULL,
  website_id      integer NOT NULL,
  is_visible      boolean,
  is_required     boolean,
  default_value   text,
  multiline_count integer,
  extra           jsonb,
  PRIMARY KEY (attribute_id, website_id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.attribute_customer_forms (
  attribute_id uuid NOT NULL,
  form_code    text NOT NULL,
  extra        jsonb,
  PRIMARY KEY (attribute_id, form_code)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.attribute_options (
  attribute_id uuid NOT NULL,
  id           uuid NOT NULL,
  sort_order   integer,
  extra        jsonb,
  PRIMARY KEY (attribute_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.attribute_option_labels (
  attribute_id      uuid NOT NULL,
  id                uuid NOT NULL,
  option_id         uuid,
  magento_option_id bigint,
  store_id          integer,
  value             text,
  extra             jsonb,
  PRIMARY KEY (attribute_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.attribute_option_swatches (
  attribute_id      uuid NOT NULL,
  id                uuid NOT NULL,
  option_id         uuid,
  magento_option_id bigint,
  store_id          integer,
  type              integer,
  value             text,
  extra             jsonb,
  PRIMARY KEY (attribute_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.attribute_labels (
  attribute_id uuid NOT NULL,
  id           uuid NOT NULL,
  store_id     integer,
  value        text,
  extra        jsonb,
  PRIMARY KEY (attribute_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.store_groups (
  id                       uuid NOT NULL,
  website_id               uuid,
  magento_website_id       bigint,
  code                     text,
  name                     text,
  root_category_id         uuid,
  magento_root_category_id bigint,
  default_store_id         uuid,
  magento_default_store_id bigint,
  source                   text NOT NULL,
  extra                    jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.attribute_sets (
  id             uuid NOT NULL,
  entity_type_id integer,
  sort_order     integer,
  name           text,
  source         text NOT NULL,
  extra          jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.attribute_groups (
  attribute_set_id uuid NOT NULL,
  id               uuid NOT NULL,
  name             text,
  code             text,
  tab_group_code   text,
  sort_order       integer,
  default_id       integer,
  extra            jsonb,
  PRIMARY KEY (attribute_set_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.attribute_set_members (
  attribute_set_id           uuid NOT NULL,
  id                         uuid NOT NULL,
  attribute_id               uuid,
  magento_attribute_id       bigint,
  attribute_group_id         uuid,
  magento_attribute_group_id bigint,
  entity_type_id             integer,
  sort_order                 integer,
  extra                      jsonb,
  PRIMARY KEY (attribute_set_id, id)
) WITH (autovacuum_enabled = off);

CREATE TABLE IF NOT EXISTS store.stores (
  id                 uuid NOT NULL,
  code               text,
  name               text,
  website_id         uuid,
  magento_website_id bigint,
  group_id           uuid,
  magento_group_id   bigint,
  sort_order         integer,
  is_active          boolean,
  source             text NOT NULL,
  extra              jsonb,
  PRIMARY KEY (id)
) WITH (autovacuum_enabled = off);
