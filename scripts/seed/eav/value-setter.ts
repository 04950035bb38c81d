import type { SeedContext } from '../seed-context';
import type { SqlValue } from '../sql-literal';
import type { EntityTypeCode } from './attribute-spec';

const ENTITY_TABLES: Readonly<Record<EntityTypeCode, string>> = {
  customer: 'customer_entity', customer_address: 'customer_address_entity', catalog_category: 'catalog_category_entity', catalog_product: 'catalog_product_entity',
};

/** Writes a value of one attribute; the store is 0 when left out, and ignored for customers and addresses, whose values have none. */
export type ValueSetter = (code: string, value: SqlValue, storeId?: number) => void;

/** Writes values of one entity into the tables that the attributes' types ask for. Throws for a static attribute: that one is a column. */
export function valueSetter({ put, nextId, attributes }: SeedContext, entityType: EntityTypeCode, entityId: number): ValueSetter {
  const perStore = entityType === 'catalog_product' || entityType === 'catalog_category';
  return (code, value, storeId = 0) => {
    const known = attributes.get(entityType, code);
    if (known.backend === 'static') throw new Error(`${code} of ${entityType} is a column`);
    const table = `${ENTITY_TABLES[entityType]}_${known.backend}`;
    const value_id = nextId(table);
    put(table, perStore
      ? { value_id, attribute_id: known.id, store_id: storeId, entity_id: entityId, value }
      : { value_id, attribute_id: known.id, entity_id: entityId, value });
  };
}
