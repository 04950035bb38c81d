import { BanyanFailure } from '../contracts/failures';
import type { TargetPool } from '../target/connect';
import { withTarget } from '../target/connect';
import { readPresence } from '../target/presence';
import { readStream } from '../target/stream-token';
import { awayParts } from './away-parts';

/** The one stream of a migration; its token row lives in the control database. */
export const streamName = 'source';

export interface Wait {
  readonly label: number;
  /** Milliseconds until it gives up with StreamBehind. */
  readonly timeoutMs: number;
}

/** What keeps it, where a part does not answer. */
async function whyOf(control: TargetPool): Promise<string> {
  const away = awayParts(await withTarget(control, readPresence));
  return away.map(({ says, remedy }) => `; ${says}: ${remedy}`).join('');
}

/**
 * Waits until the stream has applied everything up to a label. A source without a stream has nothing to wait for.
 * @returns false when no stream was ever started.
 */
export async function waitForStream(control: TargetPool, { label, timeoutMs }: Wait): Promise<boolean> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const state = await withTarget(control, (client) => readStream(client, streamName));
    if (!state || state.token === null) return false;
    if (state.label >= label) return true;
    if (Date.now() > end) {
      throw new BanyanFailure('StreamBehind', `the stream has not passed label ${label} within ${timeoutMs} ms (it is at ${state.label})${await whyOf(control)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
