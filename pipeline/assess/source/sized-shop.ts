import type { Estimated } from './estimate-size';
import type { ShopView } from './source-view';

/** A shop whose size has been estimated. */
export interface SizedShop extends ShopView {
  readonly estimate: Estimated;
}
