/** A kind of Magento table that is not carried, and why. */
export interface KnownTables {
  readonly names: RegExp;
  readonly kind: 'rebuilt' | 'known';
  readonly reason: string;
}

const rebuilt = (names: RegExp, reason: string): KnownTables => ({ names, kind: 'rebuilt', reason });
const known = (names: RegExp, reason: string): KnownTables => ({ names, kind: 'known', reason });

/** Magento's own tables that no aggregate reads; the first that matches counts. */
export const knownTables: readonly KnownTables[] = [
  rebuilt(/^catalog_(category|product)_\w*index|^catalog_product_bundle_(price|stock)_index|^cataloginventory_stock_status|^inventory_stock_\d+$/, 'index that Magento computes'),
  rebuilt(/^(catalog|cataloginventory|catalogrule|catalogsearch|inventory)\w*_(idx|tmp|replica)$|^catalogsearch_fulltext|^catalog_(category|product)_flat/, 'index that Magento computes'),
  rebuilt(/^catalogrule_(product|product_price|group_website)$|^catalog_url_rewrite_product_category$/, 'index that Magento computes'),
  rebuilt(/^sales_\w+_grid$|^customer_grid_flat$|^design_config_grid_flat$/, 'copy for lists of the back office'),
  rebuilt(/_aggregated(_\w+)?$|^review_entity_summary$|^report(ing)?_|^sales_bestsellers_/, 'figures that Magento counts up'),
  rebuilt(/^cache(_tag)?$|^session$|^flag$|^(indexer|mview)_state$|^cron_schedule$|^queue|^magento_(bulk|operation|acknowledged_bulk)$/, 'state of the running system'),
  rebuilt(/^(captcha|customer|sendfriend)_log$|^customer_visitor$|^search_query$|^catalogsearch_recommendations$|^catalog_product_frontend_action$|^catalog_compare_/, 'traces of visits'),
  rebuilt(/_data_exporter(_|$)|^data_exporter_uuid$|_submitted_hash$|_feed(_|$)/, 'outbox of Adobe\'s services'),
  rebuilt(/^quote_shipping_rate$/, 'asked of the carriers again for every cart'),
  rebuilt(/^sequence_(order|invoice|shipment|creditmemo|rma_item|product|catalog_category|cms_\w+|catalogrule|salesrule)/, 'number series; the documents carry their numbers'),
  known(/^eav_(entity_type|form_\w+)$|^eav_entity(_(store|datetime|decimal|int|text|varchar))?$/, 'structure of the attribute system, the same in every shop'),
  known(/^catalog_product_link_(type|attribute)$|^review_(entity|status)$|^rating_entity$/, 'fixed lists, the same in every shop'),
  known(/^catalog_product_entity_gallery$/, 'replaced by the media gallery long ago'),
  known(/^cataloginventory_stock$|^inventory_(source|stock|source_stock_link|stock_sales_channel|source_carrier_link|low_stock_notification_configuration)$/, 'a few rows of settings, keyed by code'),
  known(/^inventory_(geoname|order_notification|pickup_location_\w+)$/, 'store pickup, no service carries it'),
  known(/^sales_order_status|^sales_sequence_|^sales_order_confirm_cancel$/, 'a few rows of settings, keyed by code'),
  known(/^quote_address_item$/, 'a multi-address checkout that is still going on'),
  known(/^(admin|adminnotification|authorization|oauth|integration|tfa|ui_bookmark|jwt|password_reset|release_notification|adobe_(ims|user)|login_as_customer|magento_login)/, 'accounts and rights of the back office'),
  known(/^(core_config_data|setup_module|patch_list|design_|theme|translation|variable|layout_|widget|email_template|store_website_relation)/, 'settings and looks of this installation'),
  known(/^(cms_|pagebuilder_|adobe_stock_|media_(content|gallery)_|sitemap$|googleoptimizer_|search_synonyms$)/, 'content pages, no service carries them'),
  known(/^url_rewrite$/, 'mostly generated from url_key; custom redirects belong to the web server'),
  known(/^catalogrule/, 'catalog price rules: their effect is computed, no service carries them'),
  known(/^(tax_|weee_tax$|shipping_tablerate$|checkout_agreement|directory_)/, 'tax, shipping and country settings'),
  known(/^(vault_payment_|paypal_|braintree_|payment_services_)/, 'payment tokens and gateway ledgers, which stay with the gateway'),
  known(/^(product_alert_|persistent_session$|newsletter_(problem|queue|template))/, 'mail-outs and reminders of this installation'),
  known(/^(import_history|importexport_importdata)$/, 'imports that are over'),
  known(/^magento_(reward_(rate|salesrule)|customersegment|customercustomattributes|giftcard|giftregistry|giftwrapping|rma|targetrule|versionscms|visual|scheduled|catalogevent|invitation|logging|sales_\w+_archive|banner|b2b)/, 'Adobe Commerce features that no service carries'),
  known(/^staging_/, 'when staged versions begin and end; the row in force is carried'),
];
