import type { Codec } from './codec';
import type { AttributeField, ColumnField, LookupField, ReferenceField } from './definition';

/** A source column under another name, or the same. */
export const column = (source: string, codec: Codec): ColumnField => ({ word: 'column', source, codec, optional: false });

/** A column that only some Magento versions or editions have. */
export const optional = (source: string, codec: Codec): ColumnField => ({ word: 'column', source, codec, optional: true });

/** Many columns of one type that keep their Magento names. */
export function columns(codec: Codec, names: string): Record<string, ColumnField> {
  return Object.fromEntries(names.trim().split(/\s+/).map((name) => [name, column(name, codec)]));
}

/** Many optional columns of one type that keep their Magento names. */
export function optionals(codec: Codec, names: string): Record<string, ColumnField> {
  return Object.fromEntries(names.trim().split(/\s+/).map((name) => [name, optional(name, codec)]));
}

/** A reference to another aggregate by its Magento id. Dangling references are kept; 0 and NULL refer to nothing. */
export const reference = (source: string, entity: string): ReferenceField => ({ word: 'reference', source, entity, optional: false });

/** A reference to something that is loaded later: it does not order the waves. */
export const forwardReference = (source: string, entity: string): ReferenceField =>
  ({ word: 'reference', source, entity, optional: false, forward: true });

/** A reference in a column that only some Magento versions have. */
export const optionalReference = (source: string, entity: string): ReferenceField => ({ word: 'reference', source, entity, optional: true });

/** An EAV attribute; its backend table is looked up in the shop, never assumed. */
export const attribute = (code: string, codec: Codec): AttributeField => ({ word: 'attribute', code, codec });

/** A value of another table, read along: `lookup('catalog_product_entity.sku', { on: 'product_id', key: 'entity_id' }, text)`. */
export function lookup(path: string, by: { on: string; key: string }, codec: Codec): LookupField {
  const [table, take] = path.split('.') as [string, string];
  return { word: 'lookup', table, take, on: by.on, key: by.key, codec };
}
