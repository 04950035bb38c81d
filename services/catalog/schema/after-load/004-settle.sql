-- Generated from the entity definitions by `npm run generate`; edit those instead.
ALTER TABLE catalog.categories RESET (autovacuum_enabled);

ALTER TABLE catalog.category_store_values VALIDATE CONSTRAINT category_store_values_category_id_fkey;

ALTER TABLE catalog.category_store_values RESET (autovacuum_enabled);

ALTER TABLE catalog.media RESET (autovacuum_enabled);

ALTER TABLE catalog.media_videos VALIDATE CONSTRAINT media_videos_media_id_fkey;

ALTER TABLE catalog.media_videos RESET (autovacuum_enabled);

ALTER TABLE catalog.products RESET (autovacuum_enabled);

ALTER TABLE catalog.product_store_values VALIDATE CONSTRAINT product_store_values_product_id_fkey;

ALTER TABLE catalog.product_store_values RESET (autovacuum_enabled);

ALTER TABLE catalog.product_websites VALIDATE CONSTRAINT product_websites_product_id_fkey;

ALTER TABLE catalog.product_websites RESET (autovacuum_enabled);

ALTER TABLE catalog.product_categories VALIDATE CONSTRAINT product_categories_product_id_fkey;

ALTER TABLE catalog.product_categories RESET (autovacuum_enabled);

ALTER TABLE catalog.product_media VALIDATE CONSTRAINT product_media_product_id_fkey;

ALTER TABLE catalog.product_media RESET (autovacuum_enabled);

ALTER TABLE catalog.product_media_values VALIDATE CONSTRAINT product_media_values_product_id_fkey;

ALTER TABLE catalog.product_media_values RESET (autovacuum_enabled);

ALTER TABLE catalog.product_tier_prices VALIDATE CONSTRAINT product_tier_prices_product_id_fkey;

ALTER TABLE catalog.product_tier_prices RESET (autovacuum_enabled);

ALTER TABLE catalog.product_links VALIDATE CONSTRAINT product_links_product_id_fkey;

ALTER TABLE catalog.product_links RESET (autovacuum_enabled);

ALTER TABLE catalog.product_link_int_values VALIDATE CONSTRAINT product_link_int_values_product_id_fkey;

ALTER TABLE catalog.product_link_int_values RESET (autovacuum_enabled);

ALTER TABLE catalog.product_link_decimal_values VALIDATE CONSTRAINT product_link_decimal_values_product_id_fkey;

ALTER TABLE catalog.product_link_decimal_values RESET (autovacuum_enabled);

ALTER TABLE catalog.product_link_varchar_values VALIDATE CONSTRAINT product_link_varchar_values_product_id_fkey;

ALTER TABLE catalog.product_link_varchar_values RESET (autovacuum_enabled);

ALTER TABLE catalog.product_super_attributes VALIDATE CONSTRAINT product_super_attributes_product_id_fkey;

ALTER TABLE catalog.product_super_attributes RESET (autovacuum_enabled);

ALTER TABLE catalog.product_super_attribute_labels VALIDATE CONSTRAINT product_super_attribute_labels_product_id_fkey;

ALTER TABLE catalog.product_super_attribute_labels RESET (autovacuum_enabled);

ALTER TABLE catalog.product_variants VALIDATE CONSTRAINT product_variants_product_id_fkey;

ALTER TABLE catalog.product_variants RESET (autovacuum_enabled);

ALTER TABLE catalog.product_relations VALIDATE CONSTRAINT product_relations_product_id_fkey;

ALTER TABLE catalog.product_relations RESET (autovacuum_enabled);

ALTER TABLE catalog.product_bundle_options VALIDATE CONSTRAINT product_bundle_options_product_id_fkey;

ALTER TABLE catalog.product_bundle_options RESET (autovacuum_enabled);

ALTER TABLE catalog.product_bundle_option_titles VALIDATE CONSTRAINT product_bundle_option_titles_product_id_fkey;

ALTER TABLE catalog.product_bundle_option_titles RESET (autovacuum_enabled);

ALTER TABLE catalog.product_bundle_selections VALIDATE CONSTRAINT product_bundle_selections_product_id_fkey;

ALTER TABLE catalog.product_bundle_selections RESET (autovacuum_enabled);

ALTER TABLE catalog.product_bundle_selection_prices VALIDATE CONSTRAINT product_bundle_selection_prices_product_id_fkey;

ALTER TABLE catalog.product_bundle_selection_prices RESET (autovacuum_enabled);

ALTER TABLE catalog.product_options VALIDATE CONSTRAINT product_options_product_id_fkey;

ALTER TABLE catalog.product_options RESET (autovacuum_enabled);

ALTER TABLE catalog.product_option_titles VALIDATE CONSTRAINT product_option_titles_product_id_fkey;

ALTER TABLE catalog.product_option_titles RESET (autovacuum_enabled);

ALTER TABLE catalog.product_option_prices VALIDATE CONSTRAINT product_option_prices_product_id_fkey;

ALTER TABLE catalog.product_option_prices RESET (autovacuum_enabled);

ALTER TABLE catalog.product_option_values VALIDATE CONSTRAINT product_option_values_product_id_fkey;

ALTER TABLE catalog.product_option_values RESET (autovacuum_enabled);

ALTER TABLE catalog.product_option_value_titles VALIDATE CONSTRAINT product_option_value_titles_product_id_fkey;

ALTER TABLE catalog.product_option_value_titles RESET (autovacuum_enabled);

ALTER TABLE catalog.product_option_value_prices VALIDATE CONSTRAINT product_option_value_prices_product_id_fkey;

ALTER TABLE catalog.product_option_value_prices RESET (autovacuum_enabled);

ALTER TABLE catalog.product_downloads VALIDATE CONSTRAINT product_downloads_product_id_fkey;

ALTER TABLE catalog.product_downloads RESET (autovacuum_enabled);

ALTER TABLE catalog.product_download_titles VALIDATE CONSTRAINT product_download_titles_product_id_fkey;

ALTER TABLE catalog.product_download_titles RESET (autovacuum_enabled);

ALTER TABLE catalog.product_download_prices VALIDATE CONSTRAINT product_download_prices_product_id_fkey;

ALTER TABLE catalog.product_download_prices RESET (autovacuum_enabled);

ALTER TABLE catalog.product_samples VALIDATE CONSTRAINT product_samples_product_id_fkey;

ALTER TABLE catalog.product_samples RESET (autovacuum_enabled);

ALTER TABLE catalog.product_sample_titles VALIDATE CONSTRAINT product_sample_titles_product_id_fkey;

ALTER TABLE catalog.product_sample_titles RESET (autovacuum_enabled);
