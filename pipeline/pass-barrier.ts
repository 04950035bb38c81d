import { setTimeout } from 'node:timers/promises';
import { BanyanFailure } from '../contracts/failures';
import { takeLabel } from '../source/label';
import type { PipelineContext } from './context';
import { waitForStream } from './wait-for-stream';

export interface Passing {
  /** Ends the wait by rejecting. */
  readonly signal: AbortSignal;
  /** Called again and again while it waits. */
  onWait(label: number): void;
}

/** Puts a barrier into the source's log and waits until the stream has applied it and everything before. @returns its label. */
export async function passBarrier(context: PipelineContext, { signal, onWait }: Passing): Promise<number> {
  const label = await takeLabel(context.source);
  for (;;) {
    signal.throwIfAborted();
    onWait(label);
    // False: no stream was started yet. A time-out: it runs, and is behind.
    const passed = await waitForStream(context.control, { label, timeoutMs: 1000 }).catch((error: unknown) => {
      if (error instanceof BanyanFailure && error.failure === 'StreamBehind') return false;
      throw error;
    });
    if (passed) return label;
    await setTimeout(200, undefined, { signal });
  }
}
