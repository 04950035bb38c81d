import { fields, type Resource } from '../resource';
import type { Aggregate, Row } from '../row';
import { shape, show, type Json } from '../shape';

/** Attributes with a field of their own; all others are shown among the custom attributes. */
const own = shape({ text: 'name', number: 'price status visibility weight' });

const root = shape({ number: 'entity_id=id', text: 'sku' });
const rest = shape({ number: 'attribute_set_id', text: 'type_id created_at updated_at' });

const tierPrice = shape({ number: 'customer_group_id qty value' });
const tierPlace = shape({ number: 'percentage_value website_id' });
const link = shape({ text: 'linked_product_sku linked_product_type', number: 'position' });
const categoryLink = shape({ number: 'position', text: 'category_id' });
const option = shape({ number: 'product_super_attribute_id=id position', text: 'attribute_id' });

const picture = shape({ number: 'value_id=id position', text: 'media_type label file', flag: 'disabled' });

/** Magento's codes by `link_type_id`. */
const linkTypes: Readonly<Record<string, string>> = { 1: 'related', 3: 'associated', 4: 'upsell', 5: 'crosssell' };

/** What the media roles of a product are called. */
const roles = ['image', 'small_image', 'thumbnail', 'swatch_image'];

/** A product as `/V1/products/:sku` shows it. */
export const product: Resource = {
  name: 'product',
  id: 'entity_id',
  fields: fields({
    integer: 'entity_id attribute_set_id status visibility', number: 'price special_price weight',
    text: 'sku name type_id url_key', moment: 'created_at updated_at',
  }),
  present: (aggregate) => ({
    ...show(root, aggregate.root),
    ...show(own, aggregate.values),
    ...show(rest, aggregate.root),
    extension_attributes: extensions(aggregate),
    product_links: partOf(aggregate, 'links').map((row) => ({ sku: aggregate.root.sku ?? '', link_type: linkTypes[row.link_type_id ?? ''] ?? '', ...show(link, row) })),
    media_gallery_entries: gallery(aggregate),
    tier_prices: partOf(aggregate, 'tierPrices').map((row) => ({
      ...show(tierPrice, row.all_groups === '1' ? { ...row, customer_group_id: '32000' } : row), extension_attributes: show(tierPlace, row),
    })),
    custom_attributes: customAttributes(aggregate),
  }),
};

const partOf = ({ parts }: Aggregate, name: string): readonly Row[] => parts[name] ?? [];

function extensions(aggregate: Aggregate): { [name: string]: Json } {
  const websites = partOf(aggregate, 'websites').map((row) => Number(row.website_id));
  const places = partOf(aggregate, 'categories').map((row) => show(categoryLink, row));
  const variants = partOf(aggregate, 'variants').map((row) => Number(row.product_id));
  return {
    website_ids: websites,
    ...(places.length > 0 ? { category_links: places } : {}),
    ...(aggregate.root.type_id === 'configurable'
      ? { configurable_product_options: partOf(aggregate, 'superAttributes').map((row) => show(option, row)), configurable_product_links: variants } : {}),
  };
}

function customAttributes({ root, values, parts }: Aggregate): Json[] {
  const shown = new Set(own.map(({ column }) => column));
  const others = Object.entries({ ...values, has_options: root.has_options ?? null, required_options: root.required_options ?? null })
    .filter(([code, value]) => value !== null && !shown.has(code))
    .map(([attribute_code, value]): { attribute_code: string; value: Json } => ({ attribute_code, value }));
  const categories = (parts.categories ?? []).map((row) => row.category_id ?? '');
  return [...others, { attribute_code: 'category_ids', value: categories }].sort((left, right) => (left.attribute_code < right.attribute_code ? -1 : 1));
}

function gallery({ values, parts }: Aggregate): Json[] {
  return (parts.media ?? []).map((row) => ({ ...show(picture, row), types: roles.filter((role) => values[role] === row.file) }));
}
