/** How long an answer is good for: stores are made and renamed by hand. */
const keptForMs = 10_000;

/** A store view, by its Magento id. */
export interface StoreView {
  readonly id: string;
  readonly code: string | null;
  /** The default view of the default website. */
  readonly isDefault: boolean;
}

export interface StoreDirectory {
  /** Id of the store view of a code; of the default one without a code; `0` for `all`; undefined when there is none. */
  storeId(code: string | undefined): Promise<string | undefined>;
}

/** Store views by code. @param read reads all but the admin's, ordered by id. */
export function createStoreDirectory(read: () => Promise<readonly StoreView[]>): StoreDirectory {
  let known: { readonly stores: Promise<readonly StoreView[]>; readonly at: number } | undefined;
  const stores = (): Promise<readonly StoreView[]> => {
    if (known && performance.now() - known.at < keptForMs) return known.stores;
    const asked = read();
    known = { stores: asked, at: performance.now() };
    // What failed is asked again by the next request.
    asked.catch(() => { known = undefined; });
    return asked;
  };
  return {
    storeId: async (code) => {
      if (code === 'all') return '0';
      const all = await stores();
      return (code === undefined ? all.find(({ isDefault }) => isDefault) ?? all[0] : all.find((store) => store.code === code))?.id;
    },
  };
}
