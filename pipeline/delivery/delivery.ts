import type { ChangeBatch } from '../../source/change-source';
import type { TargetPool } from '../../target/connect';
import type { Followed } from '../follow';

/** How batches of changes reach the targets, and when the stream's token may move past them. */
export interface Delivery {
  /** Takes a batch in hand; resolves when the next one may come. */
  deliver(batch: ChangeBatch): Promise<Followed>;
  /** Called again and again beside {@link deliver}. */
  settle(): Promise<void>;
  /** The newest heal of a target that may be final by now, as far as loads under way are concerned; undefined: all. */
  healsUpTo(target: TargetPool): number | undefined;
}
