import { valueSetter } from '../eav/value-setter';
import type { Random } from '../random';
import type { SeedContext } from '../seed-context';
import type { ProductPlan } from './product-at';

/** The gallery of a product and the roles its first picture has; `no_selection` where it has none. */
export function writeMedia(context: SeedContext, { id, parentId }: ProductPlan, random: Random): void {
  const count = parentId === null ? random.between(0, 3) : random.int(2);
  const first = `/b/n/bn-${id}-0.jpg`;
  const set = valueSetter(context, 'catalog_product', id);
  for (const role of ['image', 'small_image', 'thumbnail']) set(role, count === 0 ? 'no_selection' : first);
  for (let index = 0; index < count; index++) writePicture(context, { productId: id, index, random });
}

function writePicture({ put, nextId, attributes }: SeedContext, { productId, index, random }: { productId: number; index: number; random: Random }): void {
  const valueId = nextId('catalog_product_entity_media_gallery');
  put('catalog_product_entity_media_gallery', {
    value_id: valueId, attribute_id: attributes.get('catalog_product', 'media_gallery').id, value: `/b/n/bn-${productId}-${index}.jpg`,
    media_type: random.chance(0.02) ? 'external-video' : 'image', disabled: 0,
  });
  put('catalog_product_entity_media_gallery_value_to_entity', { value_id: valueId, entity_id: productId });
  const label = (storeId: number, text: string | null): void => {
    put('catalog_product_entity_media_gallery_value', {
      value_id: valueId, store_id: storeId, entity_id: productId, label: text, position: index + 1, disabled: random.chance(0.02) ? 1 : 0,
      record_id: nextId('catalog_product_entity_media_gallery_value'),
    });
  };
  label(0, random.chance(0.5) ? `View ${index + 1}` : null);
  if (random.chance(0.1)) label(5, `Ansicht ${index + 1}`);
}
