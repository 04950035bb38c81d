import type { Estimated } from './estimate-size';
import type { ShopView } from './source-view';

/** A shop whose size has been estimated. */
export interface SizedShop extends ShopView {
  readonly estimate: Estimated;
  /** The cut that the run is to be started with, if any. */
  readonly customersSince?: string;
}
