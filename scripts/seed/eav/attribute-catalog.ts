import type { AttributeSpec, EntityTypeCode } from './attribute-spec';
import { CATEGORY_ATTRIBUTES } from './category-attributes';
import { ADDRESS_ATTRIBUTES, CUSTOMER_ATTRIBUTES } from './customer-attributes';
import { PRODUCT_ATTRIBUTES } from './product-attributes';

export interface KnownAttribute extends AttributeSpec {
  readonly id: number;
  readonly entityType: EntityTypeCode;
  /** In the order of the spec's labels. */
  readonly optionIds: readonly number[];
}

export interface AttributeCatalog {
  readonly all: readonly KnownAttribute[];
  /** Throws when the shop has no such attribute. */
  get(entityType: EntityTypeCode, code: string): KnownAttribute;
}

export const ENTITY_TYPE_IDS: Readonly<Record<EntityTypeCode, number>> = {
  customer: 1, customer_address: 2, catalog_category: 3, catalog_product: 4,
};

const SPECS: Readonly<Record<EntityTypeCode, readonly AttributeSpec[]>> = {
  customer: CUSTOMER_ATTRIBUTES, customer_address: ADDRESS_ATTRIBUTES, catalog_category: CATEGORY_ATTRIBUTES, catalog_product: PRODUCT_ATTRIBUTES,
};

/**
 * Gives every attribute its id. Ids differ between shops, so all but seed 0 start somewhere else: whoever hard-codes
 * the id of a product's name finds another attribute there.
 */
export function createAttributeCatalog(seed: number): AttributeCatalog {
  const offset = seed === 0 ? 0 : 30 + ((seed * 37) % 211);
  let nextId = offset + 1;
  let nextOptionId = 1;
  const all: KnownAttribute[] = [];
  for (const entityType of Object.keys(SPECS) as EntityTypeCode[]) {
    for (const spec of SPECS[entityType]) {
      all.push({ ...spec, id: nextId++, entityType, optionIds: (spec.options ?? []).map(() => nextOptionId++) });
      // Every shop has the genders as 1, 2 and 3, because the installer makes them first.
      if (spec.code === 'gender') nextOptionId += offset * 3;
    }
  }
  const byCode = new Map(all.map((known) => [`${known.entityType}/${known.code}`, known]));
  return {
    all,
    get(entityType, code) {
      const known = byCode.get(`${entityType}/${code}`);
      if (known === undefined) throw new Error(`No attribute ${code} of ${entityType}`);
      return known;
    },
  };
}
