/** What the shoppers did, counted. A write is one transaction. */
export interface ShopperSummary {
  readonly shoppers: number;
  readonly seconds: number;
  readonly acknowledged: number;
  readonly writesPerSecond: number;
  /** Transactions begun, those that a deadlock or a lock time-out made begin again included. */
  readonly attempts: number;
  readonly retried: number;
  /** Given up because what they were about was gone or taken. */
  readonly givenUp: number;
  /** COMMIT sent and no answer received. */
  readonly indeterminate: number;
  readonly reconnects: number;
  /** The furthest that the pace fell behind. */
  readonly maxBehindMs: number;
  readonly byAction: Readonly<Record<string, number>>;
}

/** Counters while shoppers are at work. */
export interface ShopperTally {
  acknowledged: number;
  attempts: number;
  retried: number;
  givenUp: number;
  indeterminate: number;
  reconnects: number;
  maxBehindMs: number;
  readonly byAction: Record<string, number>;
}

/** All counters at zero. */
export function emptyTally(): ShopperTally {
  return { acknowledged: 0, attempts: 0, retried: 0, givenUp: 0, indeterminate: 0, reconnects: 0, maxBehindMs: 0, byAction: {} };
}
