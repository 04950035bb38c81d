/**
 * One codec per type, on every path. It maps the text MySQL sends for a cell to the text PostgreSQL's COPY prints for
 * the same value, and back. Because both sides are canonical, two rows are equal exactly when their bytes are.
 */
export interface Codec {
  readonly name: string;
  /** PostgreSQL column type. */
  readonly pg: string;
  /**
   * How the byte path may treat the cell without building a string:
   * `digits` copies when the cell is a plain short integer, `decimal` when it is a plain decimal, `text` escapes,
   * `moment` copies a valid date-time and appends the zone, `date` copies a valid date, `flag` writes 0 and 1 as f and t, `slow` always calls `decode`.
   */
  readonly fast: 'digits' | 'decimal' | 'text' | 'moment' | 'localMoment' | 'date' | 'flag' | 'slow';
  /** True when cells are bytes, read as latin1 so that no byte is lost. */
  readonly binary?: true;
  /** Magento text to canonical PostgreSQL text, {@link odd} when the type cannot hold it. */
  decode(text: string): string | Odd;
  /** Canonical PostgreSQL text back to Magento text. */
  encode(text: string): string;
}

/**
 * A value the column's type cannot hold (a zero date, a flag of 7): the column becomes NULL and the original text is
 * kept beside it, in `extra`, so that nothing is lost and the way back is exact.
 */
export const odd = Symbol('odd');
export type Odd = typeof odd;

/** A value that PostgreSQL cannot hold anywhere (a NUL byte in text): the aggregate is quarantined. */
export class Undecodable extends Error {}
