import { setTimeout } from 'node:timers/promises';
import type { PipelineContext } from '../pipeline/context';
import { oldestWaitingMs } from '../pipeline/oldest-waiting';
import { streamStatus } from '../pipeline/stream-status';
import type { Step } from './define-activity';

export interface CatchUpBounds {
  readonly maxLagMs: number;
  readonly quietSeconds: number;
}

/** Waits until the targets have been close behind the source, with no key waiting for long, for some seconds on end. */
export async function caughtUp(context: PipelineContext, { maxLagMs, quietSeconds }: CatchUpBounds, { signal, show }: Step): Promise<{ behindMs: number }> {
  let quietSince: number | undefined;
  for (;;) {
    signal.throwIfAborted();
    const { running, behindMs } = await streamStatus(context, new Date(Date.now() - 60_000));
    const waits = await oldestWaitingMs(context);
    const quiet = running && behindMs !== undefined && behindMs <= maxLagMs && waits <= maxLagMs;
    quietSince = quiet ? (quietSince ?? Date.now()) : undefined;
    show({ behindMs: Math.round(behindMs ?? -1), oldestWaitingMs: waits, stream: running ? 'runs' : 'does not move' });
    if (quietSince !== undefined && Date.now() - quietSince >= quietSeconds * 1000) return { behindMs: Math.round(behindMs ?? 0) };
    await setTimeout(200, undefined, { signal });
  }
}
