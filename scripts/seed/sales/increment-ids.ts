export type DocumentKind = 'order' | 'invoice' | 'shipment' | 'creditmemo';

export interface IncrementIds {
  /** The next number of a document in a store, as Magento formats it: the store's id, none for store 1, and nine digits. */
  next(kind: DocumentKind, storeId: number): string;
  /** The last value taken, 0 when none was. */
  last(kind: DocumentKind, storeId: number): number;
}

/** Now and then a value is taken by an order that never commits. */
const GAP_EVERY = 97;

export function createIncrementIds(): IncrementIds {
  const taken = new Map<string, number>();
  return {
    next(kind, storeId) {
      const key = `${kind}/${storeId}`;
      const before = taken.get(key) ?? 0;
      const value = before + ((before + 1) % GAP_EVERY === 0 ? 2 : 1);
      taken.set(key, value);
      return `${storeId === 1 ? '' : storeId}${String(value).padStart(9, '0')}`;
    },
    last: (kind, storeId) => taken.get(`${kind}/${storeId}`) ?? 0,
  };
}
