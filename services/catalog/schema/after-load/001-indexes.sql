-- Generated from the entity definitions by `npm run generate`; edit those instead.
CREATE INDEX CONCURRENTLY IF NOT EXISTS categories_parent_id_idx ON catalog.categories (parent_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS categories_magento_parent_id_idx ON catalog.categories (magento_parent_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS categories_path_idx ON catalog.categories (path);

CREATE INDEX CONCURRENTLY IF NOT EXISTS category_store_values_store_id_idx ON catalog.category_store_values (store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS media_magento_attribute_id_idx ON catalog.media (magento_attribute_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS products_url_key_idx ON catalog.products (url_key);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_store_values_store_id_idx ON catalog.product_store_values (store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_websites_website_id_idx ON catalog.product_websites (website_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_categories_magento_category_id_idx ON catalog.product_categories (magento_category_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_categories_category_id_position_idx ON catalog.product_categories (category_id, position);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_media_magento_media_id_idx ON catalog.product_media (magento_media_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_media_values_magento_media_id_idx ON catalog.product_media_values (magento_media_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_media_values_store_id_idx ON catalog.product_media_values (store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_tier_prices_customer_group_id_idx ON catalog.product_tier_prices (customer_group_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_tier_prices_website_id_idx ON catalog.product_tier_prices (website_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_links_magento_linked_product_id_idx ON catalog.product_links (magento_linked_product_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_super_attributes_magento_attribute_id_idx ON catalog.product_super_attributes (magento_attribute_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_super_attribute_labels_store_id_idx ON catalog.product_super_attribute_labels (store_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_variants_magento_variant_id_idx ON catalog.product_variants (magento_variant_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_relations_magento_child_id_idx ON catalog.product_relations (magento_child_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_bundle_selections_magento_selected_product_id_idx ON catalog.product_bundle_selections (magento_selected_product_id);

CREATE INDEX CONCURRENTLY IF NOT EXISTS product_bundle_selection_prices_website_id_idx ON catalog.product_bundle_selection_prices (website_id);
