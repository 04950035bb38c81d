/** One set per entity type, and a second one for products. */
export const ATTRIBUTE_SETS = [
  { id: 1, entityTypeId: 1, name: 'Default' }, { id: 2, entityTypeId: 2, name: 'Default' }, { id: 3, entityTypeId: 3, name: 'Default' },
  { id: 4, entityTypeId: 4, name: 'Default' }, { id: 5, entityTypeId: 5, name: 'Default' }, { id: 6, entityTypeId: 6, name: 'Default' },
  { id: 7, entityTypeId: 7, name: 'Default' }, { id: 8, entityTypeId: 8, name: 'Default' }, { id: 9, entityTypeId: 4, name: 'Garments' },
] as const;

export const DEFAULT_PRODUCT_SET = 4;
export const GARMENT_SET = 9;

export function setsOf(entityTypeId: number): readonly number[] {
  return ATTRIBUTE_SETS.filter((set) => set.entityTypeId === entityTypeId).map(({ id }) => id);
}
