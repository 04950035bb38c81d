import type { SeedContext } from '../seed-context';
import type { KnownAttribute } from './attribute-catalog';

/** German and French labels where the shop has them; a store without one shows store 0's. */
const TRANSLATIONS: Readonly<Record<string, readonly [german: string, french: string]>> = {
  Black: ['Schwarz', 'Noir'], Blue: ['Blau', 'Bleu'], Green: ['Grün', 'Vert'], Red: ['Rot', 'Rouge'], Wool: ['Wolle', 'Laine'], Linen: ['Leinen', 'Lin'],
};

/** The attribute's own options with labels. A label is no key: `material` has two called Wool. */
export function writeOptions({ put, nextId }: SeedContext, known: KnownAttribute): void {
  (known.options ?? []).forEach((label, index) => {
    const optionId = known.optionIds[index] as number;
    put('eav_attribute_option', { option_id: optionId, attribute_id: known.id, sort_order: index });
    const translated = TRANSLATIONS[label];
    const labels: readonly (readonly [storeId: number, label: string])[] =
      translated === undefined ? [[0, label]] : [[0, label], [5, translated[0]], [6, translated[1]]];
    for (const [storeId, value] of labels) {
      put('eav_attribute_option_value', { value_id: nextId('eav_attribute_option_value'), option_id: optionId, store_id: storeId, value });
    }
  });
}
