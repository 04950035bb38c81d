import type { SeedContext } from '../seed-context';
import type { SqlValue } from '../sql-literal';
import type { EntityTypeCode } from './attribute-spec';

const ENTITY_TABLES: Readonly<Record<EntityTypeCode, string>> = {
  customer: 'customer_entity', customer_address: 'customer_address_entity', catalog_category: 'catalog_category_entity', catalog_product: 'catalog_product_entity',
};

export interface ValueOf {
  readonly entityType: EntityTypeCode;
  readonly entityId: number;
  /** Left out for customers and addresses: their values have no store. */
  readonly storeId?: number;
}

/** Writes one attribute value into the table its backend type asks for. Throws for a static attribute: that one is a column. */
export function putValue({ put, nextId, attributes }: SeedContext, of: ValueOf, code: string, value: SqlValue): void {
  const known = attributes.get(of.entityType, code);
  if (known.backend === 'static') throw new Error(`${code} of ${of.entityType} is a column`);
  const table = `${ENTITY_TABLES[of.entityType]}_${known.backend}`;
  const value_id = nextId(table);
  put(table, of.storeId === undefined
    ? { value_id, attribute_id: known.id, entity_id: of.entityId, value }
    : { value_id, attribute_id: known.id, store_id: of.storeId, entity_id: of.entityId, value });
}
