/** One row in Magento's words: its column names, every value the exact text that MySQL prints. */
export type Row = Readonly<Record<string, string | null>>;

/** A thing of the shop with everything that is shown together with it, whichever side it was read from. */
export interface Aggregate {
  readonly root: Row;
  /** EAV values in force at the asked store, by attribute code. Empty where the thing has none. */
  readonly values: Row;
  /** Rows that hang on it, by part. Parts that a side does not know are empty. */
  readonly parts: Readonly<Record<string, readonly Row[]>>;
}
