import type { SeedContext } from '../seed-context';
import type { ProductPlan } from './product-at';

const VARIANTS = 4;
/** From a bundle's id to the simple products of its block. */
const BUNDLE_PARTS: readonly number[] = [1, 2];

/** What a configurable, bundle or downloadable product is made of. */
export function writeRelations(context: SeedContext, product: ProductPlan): void {
  if (product.type === 'configurable') writeConfigurable(context, product.id);
  if (product.type === 'bundle') writeBundle(context, product.id);
  if (product.type === 'downloadable') writeDownloads(context, product.id);
}

function writeConfigurable({ put, nextId, attributes }: SeedContext, id: number): void {
  ['size', 'color'].forEach((code, position) => {
    const superId = nextId('catalog_product_super_attribute');
    put('catalog_product_super_attribute', {
      product_super_attribute_id: superId, product_id: id, attribute_id: attributes.get('catalog_product', code).id, position,
    });
    put('catalog_product_super_attribute_label', {
      value_id: nextId('catalog_product_super_attribute_label'), product_super_attribute_id: superId, store_id: 0, use_default: 0,
      value: code === 'size' ? 'Size' : 'Color',
    });
  });
  for (let child = id + 1; child <= id + VARIANTS; child++) {
    put('catalog_product_super_link', { link_id: nextId('catalog_product_super_link'), product_id: child, parent_id: id });
    put('catalog_product_relation', { parent_id: id, child_id: child });
  }
}

function writeBundle({ put, nextId }: SeedContext, id: number): void {
  BUNDLE_PARTS.forEach((step, index) => {
    const optionId = nextId('catalog_product_bundle_option');
    put('catalog_product_bundle_option', { option_id: optionId, parent_id: id, required: 1, position: index + 1, type: index === 0 ? 'select' : 'radio' });
    put('catalog_product_bundle_option_value', {
      value_id: nextId('catalog_product_bundle_option_value'), option_id: optionId, store_id: 0, title: `Part ${index + 1}`, parent_product_id: id,
    });
    put('catalog_product_bundle_selection', {
      selection_id: nextId('catalog_product_bundle_selection'), option_id: optionId, parent_product_id: id, product_id: id + step, position: 1,
      is_default: 1, selection_price_type: 0, selection_price_value: 0, selection_qty: 1, selection_can_change_qty: index,
    });
    put('catalog_product_relation', { parent_id: id, child_id: id + step });
  });
}

function writeDownloads({ put, nextId }: SeedContext, id: number): void {
  const linkId = nextId('downloadable_link');
  put('downloadable_link', {
    link_id: linkId, product_id: id, sort_order: 1, number_of_downloads: 0, is_shareable: 2, link_url: null, link_file: `/b/n/bn-${id}.pdf`,
    link_type: 'file', sample_url: null, sample_file: null, sample_type: null,
  });
  put('downloadable_link_title', { title_id: nextId('downloadable_link_title'), link_id: linkId, store_id: 0, title: `Manual ${id}` });
  put('downloadable_link_price', { price_id: nextId('downloadable_link_price'), link_id: linkId, website_id: 0, price: 0 });
}
