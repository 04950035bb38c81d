import type { Known } from './known';
import type { Random } from './random';
import type { Shop } from '../../services/magento/shop/shop';
import type { ShopTransaction } from './shop-transaction';

/** The aggregate that an action was about, in Banyan's words, and its Magento id. */
export interface Touched {
  readonly entity: string;
  readonly key: string;
}

/** What an action works with: one open transaction, and what this shopper knows. */
export interface Scene {
  readonly tx: ShopTransaction;
  readonly shop: Shop;
  readonly known: Known;
  readonly random: Random;
  /** Now in UTC as Magento writes it: `2026-01-31 23:59:59`. */
  readonly now: string;
  /** Runs once the commit is acknowledged; for bookkeeping only. */
  after(learn: () => void): void;
}

/** One thing that shoppers or the people behind the counter do, as one transaction. */
export interface Action {
  readonly name: string;
  /** How often, against the other actions. */
  readonly weight: number;
  /** Tables without which this shop cannot do it. */
  readonly needs: readonly string[];
  /** Undefined when there is nothing to act on; what was written so far is then rolled back. */
  perform(scene: Scene): Promise<Touched | undefined>;
}
