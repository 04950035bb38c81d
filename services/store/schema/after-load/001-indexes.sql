-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE INDEX CONCURRENTLY IF NOT EXISTS regions_country_code_idx ON store.regions (country, code);

CREATE INDEX CONCURRENTLY IF NOT EXISTS attributes_entity_type_id_code_idx ON store.attributes (entity_type_id, code);

CREATE INDEX CONCURRENTLY IF NOT EXISTS store_groups_magento_website_id_idx ON store.store_groups (magento_website_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS stores_magento_website_id_idx ON store.stores (magento_website_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS stores_magento_group_id_idx ON store.stores (magento_group_id);
