-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE store.websites RESET (autovacuum_enabled);

ALTER TABLE store.regions RESET (autovacuum_enabled);

ALTER TABLE store.region_names VALIDATE CONSTRAINT region_names_region_id_fkey;

ALTER TABLE store.region_names RESET (autovacuum_enabled);

ALTER TABLE store.tax_classes RESET (autovacuum_enabled);

ALTER TABLE store.attributes RESET (autovacuum_enabled);

ALTER TABLE store.attribute_catalog_settings VALIDATE CONSTRAINT attribute_catalog_settings_attribute_id_fkey;

ALTER TABLE store.attribute_catalog_settings RESET (autovacuum_enabled);

ALTER TABLE store.attribute_customer_settings VALIDATE CONSTRAINT attribute_customer_settings_attribute_id_fkey;

ALTER TABLE store.attribute_customer_settings RESET (autovacuum_enabled);

ALTER TABLE store.attribute_customer_websites VALIDATE CONSTRAINT attribute_customer_websites_attribute_id_fkey;

ALTER TABLE store.attribute_customer_websites RESET (autovacuum_enabled);

ALTER TABLE store.attribute_customer_forms VALIDATE CONSTRAINT attribute_customer_forms_attribute_id_fkey;

ALTER TABLE store.attribute_customer_forms RESET (autovacuum_enabled);

ALTER TABLE store.attribute_options VALIDATE CONSTRAINT attribute_options_attribute_id_fkey;

ALTER TABLE store.attribute_options RESET (autovacuum_enabled);

ALTER TABLE store.attribute_option_labels VALIDATE CONSTRAINT attribute_option_labels_attribute_id_fkey;

ALTER TABLE store.attribute_option_labels RESET (autovacuum_enabled);

ALTER TABLE store.attribute_option_swatches VALIDATE CONSTRAINT attribute_option_swatches_attribute_id_fkey;

ALTER TABLE store.attribute_option_swatches RESET (autovacuum_enabled);

ALTER TABLE store.attribute_labels VALIDATE CONSTRAINT attribute_labels_attribute_id_fkey;

ALTER TABLE store.attribute_labels RESET (autovacuum_enabled);

ALTER TABLE store.store_groups RESET (autovacuum_enabled);

ALTER TABLE store.attribute_sets RESET (autovacuum_enabled);

ALTER TABLE store.attribute_groups VALIDATE CONSTRAINT attribute_groups_attribute_set_id_fkey;

ALTER TABLE store.attribute_groups RESET (autovacuum_enabled);

ALTER TABLE store.attribute_set_members VALIDATE CONSTRAINT attribute_set_members_attribute_set_id_fkey;

ALTER TABLE store.attribute_set_members RESET (autovacuum_enabled);

ALTER TABLE store.stores RESET (autovacuum_enabled);
