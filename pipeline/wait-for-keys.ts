import { setTimeout } from 'node:timers/promises';
import { takeLabel } from '../source/label';
import { withTarget, type TargetPool } from '../target/connect';
import { hasDeadLetter } from '../target/dead-letters';
import { isWaiting } from '../target/dirty-keys';
import { newestHeal } from '../target/heals';
import { countPassed } from '../target/ledger';
import { isQuarantined } from '../target/quarantine';
import { readStream } from '../target/stream-token';
import type { PipelineContext } from './context';
import { streamName } from './wait-for-stream';

export interface KeyWait {
  readonly entity: string;
  /** Magento ids of roots. */
  readonly keys: readonly number[];
  /** What must be passed; a fresh label when not given, so everything that was acknowledged before the call. */
  readonly label?: number;
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** Ends the wait by rejecting. */
  readonly signal?: AbortSignal;
}

/** How a wait ended. `by`: the keys' own ledger labels, or the stream, which proves that the keys did not change. */
export interface KeysWaited {
  readonly passed: boolean;
  readonly label: number;
  readonly by?: 'ledger' | 'stream';
  /** Where the stream was when the time was up. */
  readonly streamLabel: number;
}

const lookMs = 20;

/**
 * Read-your-writes: waits until the target shows everything of some keys that was acknowledged in the source before the
 * call. That is so once their ledger labels have passed a fresh label, or the stream has and none of them still waits.
 * @returns what was passed; a time-out is an answer, not an error.
 */
export async function waitForKeys(context: PipelineContext, wait: KeyWait): Promise<KeysWaited> {
  const { definition } = context.entity(wait.entity);
  const target = context.targetOf(definition.service);
  const end = Date.now() + wait.timeoutMs;
  const label = wait.label ?? await takeLabel(context.source);
  const keys = [...new Set(wait.keys)];
  const isApplied = createCheck(target, { entity: wait.entity, keys });
  for (;;) {
    const passed = await withTarget(target, (client) => countPassed(client, { entity: wait.entity, keys, label }));
    if (passed === keys.length) return { passed: true, label, by: 'ledger', streamLabel: label };
    const state = await withTarget(context.control, (client) => readStream(client, streamName));
    const streamLabel = state?.label ?? 0;
    if (state && streamLabel >= label && (await isApplied())) return { passed: true, label, by: 'stream', streamLabel };
    if (Date.now() >= end) return { passed: false, label, streamLabel };
    await setTimeout(lookMs, undefined, { signal: wait.signal });
  }
}

/**
 * Whether the target has the keys as the stream left them: each was loaded at some time, none is refused or a dead letter,
 * and none waits.
 * Asked once the stream has passed the label.
 */
function createCheck(target: TargetPool, of: { entity: string; keys: readonly number[] }): () => Promise<boolean> {
  // Heals that come later belong to later changes; to wait for them as well might never end.
  let healsUpTo: number | undefined;
  return () => withTarget(target, async (client) => {
    healsUpTo ??= await newestHeal(client);
    if (await isWaiting(client, { ...of, healsUpTo })) return false;
    return (await countPassed(client, { ...of, label: 1 })) === of.keys.length && !(await isQuarantined(client, of)) && !(await hasDeadLetter(client, of));
  });
}
