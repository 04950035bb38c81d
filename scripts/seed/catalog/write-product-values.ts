import { valueSetter, type ValueSetter } from '../eav/value-setter';
import { dateTime, DAY, SHOP_OPENS } from '../moments';
import type { Random } from '../random';
import type { SeedContext } from '../seed-context';
import { STORES, WEBSITES } from '../shop/stores';
import { hasOwnPrice, isPhysical, priceOn, type ProductPlan } from './product-at';

/** A product's attribute values at store 0, and what single stores say instead. */
export function writeProductValues(context: SeedContext, product: ProductPlan, random: Random): void {
  const set = valueSetter(context, 'catalog_product', product.id);
  const optionsOf = (code: string): readonly number[] => context.attributes.get('catalog_product', code).optionIds;
  writeTexts(set, product, random);
  writeChoices(set, product, { random, optionsOf });
  writeNumbers(set, product, random);
  writeOverrides(set, product, random);
}

function writeTexts(set: ValueSetter, { id, name }: ProductPlan, random: Random): void {
  set('name', name);
  set('url_key', `item-${id}`);
  set('meta_title', name);
  set('options_container', 'container2');
  set('description', `<p>${name}: made for &quot;trying things out&quot;.</p>\n<ul><li>Number ${id}</li></ul>`);
  if (random.chance(0.6)) set('short_description', `Short words about ${name}.`);
  if (random.chance(0.3)) set('care_hint', random.pick(['Wash at 30 °C', 'Dry in the shade', 'Do not iron']));
  if (random.chance(0.1)) set('assembly_notes', 'Step 1\nStep 2\n\nStep 4');
  if (random.chance(0.2)) set('country_of_manufacture', random.pick(['DE', 'FR', 'GB', 'US']));
}

interface Choosing {
  readonly random: Random;
  readonly optionsOf: (code: string) => readonly number[];
}

function writeChoices(set: ValueSetter, product: ProductPlan, { random, optionsOf }: Choosing): void {
  set('status', random.chance(0.97) ? 1 : 2);
  set('visibility', product.parentId === null ? 4 : 1);
  set('quantity_and_stock_status', 1);
  if (product.type !== 'grouped') set('tax_class_id', 2);
  if (product.variant !== null) {
    set('size', optionsOf('size')[product.variant.size] as number);
    set('color', optionsOf('color')[product.variant.color] as number);
  }
  if (random.chance(0.3)) set('manufacturer', random.pick(optionsOf('manufacturer')));
  if (random.chance(0.2)) {
    const ids = optionsOf('material');
    set('material', [random.pick(ids), random.pick(ids)].filter((option, index, list) => list.indexOf(option) === index).join(','));
  }
  if (random.chance(0.2)) set('eco_collection', random.int(2));
  if (product.type === 'bundle') for (const code of ['price_type', 'sku_type', 'weight_type', 'price_view', 'shipment_type']) set(code, 0);
  if (product.type === 'downloadable') {
    set('links_purchased_separately', 0);
    set('links_exist', 1);
    set('links_title', 'Links');
    set('samples_title', 'Samples');
  }
}

function writeNumbers(set: ValueSetter, product: ProductPlan, random: Random): void {
  const { cents, grams, type } = product;
  if (cents > 0) set('price', cents / 100);
  if (cents > 0) set('cost', Math.floor(cents / 2) / 100);
  if (isPhysical(type) && grams > 0) set('weight', grams / 1000);
  if (random.chance(0.1) && cents > 0) {
    set('special_price', Math.floor(cents * 0.8) / 100);
    set('special_from_date', dateTime(Math.floor((SHOP_OPENS + random.between(0, 2000) * DAY) / DAY) * DAY));
  }
  if (random.chance(0.1)) set('carbon_kg', random.between(1, 999_999) / 1000);
  if (random.chance(0.1)) set('shelf_life_days', random.between(1, 900));
  if (random.chance(0.05)) set('available_again', '2024-12-01 08:30:00');
}

/** Rows of single stores. One that is there wins even when its value is NULL. */
function writeOverrides(set: ValueSetter, product: ProductPlan, random: Random): void {
  if (random.chance(0.2)) set('name', `${product.name} (deutsch)`, 5);
  if (random.chance(0.15)) set('name', `${product.name} (français)`, 6);
  if (random.chance(0.05)) set('description', null, 5);
  if (random.chance(0.05)) set('status', 2, 3);
  if (random.chance(0.03)) set('care_hint', null, 6);
  if (random.chance(0.03)) set('visibility', 2, 8);
  for (const website of WEBSITES) {
    if (!hasOwnPrice(website, product)) continue;
    // A value of a website is stored once for each of its stores.
    for (const { id, websiteId } of STORES) if (websiteId === website.id) set('price', priceOn(website, product) / 100, id);
  }
}
