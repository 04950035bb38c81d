import type { TrapShop } from './trap-shop';

/** One thing that real shops hold and that a careless reader gets wrong. */
export interface Trap {
  readonly name: string;
  /** One sentence: what lies there. */
  readonly what: string;
  /** Left out of `all` because the row is quarantined by design. */
  readonly optIn?: true;
  apply(shop: TrapShop): Promise<void>;
  /** A query for one number: 0 in a shop without the trap, more in a shop with it. `{p}` stands for the table prefix. */
  mark(shop: TrapShop): string;
}
