-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE store.websites RESET (autovacuum_enabled);

ANALYZE store.websites;

ALTER TABLE store.regions RESET (autovacuum_enabled);

ANALYZE store.regions;

ALTER TABLE store.region_names VALIDATE CONSTRAINT region_names_region_id_fkey;

ALTER TABLE store.region_names RESET (autovacuum_enabled);

ANALYZE store.region_names;

ALTER TABLE store.tax_classes RESET (autovacuum_enabled);

ANALYZE store.tax_classes;

ALTER TABLE store.attributes RESET (autovacuum_enabled);

ANALYZE store.attributes;

ALTER TABLE store.attribute_catalog_settings VALIDATE CONSTRAINT attribute_catalog_settings_attribute_id_fkey;

ALTER TABLE store.attribute_catalog_settings RESET (autovacuum_enabled);

ANALYZE store.attribute_catalog_settings;

ALTER TABLE store.attribute_customer_settings VALIDATE CONSTRAINT attribute_customer_settings_attribute_id_fkey;

ALTER TABLE store.attribute_customer_settings RESET (autovacuum_enabled);

ANALYZE store.attribute_customer_settings;

ALTER TABLE store.attribute_customer_websites VALIDATE CONSTRAINT attribute_customer_websites_attribute_id_fkey;

ALTER TABLE store.attribute_customer_websites RESET (autovacuum_enabled);

ANALYZE store.attribute_customer_websites;

ALTER TABLE store.attribute_customer_forms VALIDATE CONSTRAINT attribute_customer_forms_attribute_id_fkey;

ALTER TABLE store.attribute_customer_forms RESET (autovacuum_enabled);

ANALYZE store.attribute_customer_forms;

ALTER TABLE store.attribute_options VALIDATE CONSTRAINT attribute_options_attribute_id_fkey;

ALTER TABLE store.attribute_options RESET (autovacuum_enabled);

ANALYZE store.attribute_options;

ALTER TABLE store.attribute_option_labels VALIDATE CONSTRAINT attribute_option_labels_attribute_id_fkey;

ALTER TABLE store.attribute_option_labels RESET (autovacuum_enabled);

ANALYZE store.attribute_option_labels;

ALTER TABLE store.attribute_option_swatches VALIDATE CONSTRAINT attribute_option_swatches_attribute_id_fkey;

ALTER TABLE store.attribute_option_swatches RESET (autovacuum_enabled);

ANALYZE store.attribute_option_swatches;

ALTER TABLE store.attribute_labels VALIDATE CONSTRAINT attribute_labels_attribute_id_fkey;

ALTER TABLE store.attribute_labels RESET (autovacuum_enabled);

ANALYZE store.attribute_labels;

ALTER TABLE store.store_groups RESET (autovacuum_enabled);

ANALYZE store.store_groups;

ALTER TABLE store.attribute_sets RESET (autovacuum_enabled);

ANALYZE store.attribute_sets;

ALTER TABLE store.attribute_groups VALIDATE CONSTRAINT attribute_groups_attribute_set_id_fkey;

ALTER TABLE store.attribute_groups RESET (autovacuum_enabled);

ANALYZE store.attribute_groups;

ALTER TABLE store.attribute_set_members VALIDATE CONSTRAINT attribute_set_members_attribute_set_id_fkey;

ALTER TABLE store.attribute_set_members RESET (autovacuum_enabled);

ANALYZE store.attribute_set_members;

ALTER TABLE store.stores RESET (autovacuum_enabled);

ANALYZE store.stores;
