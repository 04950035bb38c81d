import { attribute, type AttributeSpec } from './attribute-spec';
import { SOURCE } from './source-models';

const PRICED = 'simple,virtual,bundle,downloadable,configurable';

export const COLORS: readonly string[] = ['Black', 'Blue', 'Green', 'Red', 'White', 'Lycra&reg; grey'];
export const SIZES: readonly string[] = ['XS', 'S', 'M', 'L', 'XL', '&frac12; size'];

/** Magento's own. */
const BUILT_IN: readonly AttributeSpec[] = [
  attribute('name varchar text store Product Name', { required: true }),
  attribute('sku static text global SKU', { required: true }),
  attribute('description text textarea store Description'),
  attribute('short_description text textarea store Short Description'),
  attribute('price decimal price website Price', { required: true, applyTo: PRICED }),
  attribute('special_price decimal price website Special Price', { applyTo: PRICED }),
  attribute('special_from_date datetime date website Special Price From Date', { applyTo: PRICED }),
  attribute('special_to_date datetime date website Special Price To Date', { applyTo: PRICED }),
  attribute('cost decimal price website Cost', { custom: true, applyTo: 'simple,virtual,downloadable' }),
  attribute('weight decimal weight global Weight', { applyTo: 'simple,virtual,bundle,downloadable,configurable' }),
  attribute('manufacturer int select global Manufacturer', { custom: true, options: ['Banyan Works', 'Fig & Sons', 'Root "42" Ltd'] }),
  attribute('meta_title varchar text store Meta Title'),
  attribute('meta_keyword text textarea store Meta Keywords'),
  attribute('meta_description varchar textarea store Meta Description'),
  attribute('image varchar media_image store Base'),
  attribute('small_image varchar media_image store Small'),
  attribute('thumbnail varchar media_image store Thumbnail'),
  attribute('media_gallery static gallery global Media Gallery'),
  attribute('old_id int text global'),
  attribute('tier_price decimal text website Tier Price', { applyTo: 'simple,virtual,bundle,downloadable' }),
  attribute('color int select global Color', { custom: true, options: COLORS, applyTo: 'simple,virtual,configurable' }),
  attribute('news_from_date datetime date website Set Product as New from Date'),
  attribute('news_to_date datetime date website Set Product as New to Date'),
  attribute('gallery varchar gallery global Image Gallery'),
  attribute('status int select website Enable Product', { source: SOURCE.status, defaultValue: '1' }),
  attribute('minimal_price decimal price store Minimal Price'),
  attribute('visibility int select store Visibility', { source: SOURCE.visibility, defaultValue: '4' }),
  attribute('custom_design varchar select store New Theme', { source: SOURCE.theme }),
  attribute('custom_design_from datetime date store Active From'),
  attribute('custom_design_to datetime date store Active To'),
  attribute('custom_layout_update text textarea store Layout Update XML'),
  attribute('page_layout varchar select store Layout', { source: SOURCE.productLayout }),
  attribute('category_ids static text global Categories'),
  attribute('options_container varchar select store Display Product Options In', { source: SOURCE.optionsContainer, defaultValue: 'container2' }),
  attribute('required_options static text global'),
  attribute('has_options static text global'),
  attribute('image_label varchar text store Image Label'),
  attribute('small_image_label varchar text store Small Image Label'),
  attribute('thumbnail_label varchar text store Thumbnail Label'),
  attribute('created_at static date global', { required: true }),
  attribute('updated_at static date global', { required: true }),
  attribute('country_of_manufacture varchar select website Country of Manufacture', { source: SOURCE.country }),
  attribute('quantity_and_stock_status int select global Quantity', { source: SOURCE.stock }),
  attribute('custom_layout varchar select store New Layout', { source: SOURCE.productLayout }),
  attribute('custom_layout_update_file varchar select store Custom Layout Update', { source: SOURCE.layoutUpdate }),
  attribute('url_key varchar text store URL Key'),
  attribute('url_path varchar text store'),
  attribute('msrp decimal price global Minimum Advertised Price', { applyTo: PRICED }),
  attribute('msrp_display_actual_price_type varchar select website Display Actual Price', { source: SOURCE.msrpType, applyTo: PRICED }),
  attribute('price_type int boolean global Dynamic Price', { required: true, applyTo: 'bundle' }),
  attribute('sku_type int boolean global Dynamic SKU', { required: true, applyTo: 'bundle' }),
  attribute('weight_type int boolean global Dynamic Weight', { required: true, applyTo: 'bundle' }),
  attribute('price_view int select global Price View', { source: SOURCE.priceView, required: true, applyTo: 'bundle' }),
  attribute('shipment_type int select global Ship Bundle Items', { source: SOURCE.shipmentType, required: true, applyTo: 'bundle' }),
  attribute('links_purchased_separately int - global', { required: true, applyTo: 'downloadable' }),
  attribute('samples_title varchar - store', { required: true, applyTo: 'downloadable' }),
  attribute('links_title varchar - store', { required: true, applyTo: 'downloadable' }),
  attribute('links_exist int - global', { applyTo: 'downloadable', defaultValue: '0' }),
  attribute('tax_class_id int select website Tax Class', { source: SOURCE.taxClass, defaultValue: '2', applyTo: PRICED }),
  attribute('gift_message_available varchar select global Allow Gift Message', { source: SOURCE.productBoolean }),
  attribute('swatch_image varchar media_image store Swatch'),
];

/** The shop's own, over every backend type, which no mapping names. */
const CUSTOM: readonly AttributeSpec[] = [
  attribute('size int select global Size', { custom: true, options: SIZES }),
  attribute('material text multiselect global Material', { custom: true, options: ['Cotton', 'Wool', 'Wool', 'Linen', 'Silk'] }),
  attribute('eco_collection int boolean global Eco Collection', { custom: true, source: SOURCE.boolean }),
  attribute('care_hint varchar text store Care hint', { custom: true }),
  attribute('shelf_life_days int text website Shelf life in days', { custom: true }),
  attribute('carbon_kg decimal text global Carbon footprint', { custom: true }),
  attribute('assembly_notes text textarea store Assembly notes', { custom: true }),
  attribute('available_again datetime date store Available again', { custom: true }),
];

export const PRODUCT_ATTRIBUTES: readonly AttributeSpec[] = [...BUILT_IN, ...CUSTOM];
