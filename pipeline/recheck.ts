import { setTimeout } from 'node:timers/promises';
import type { CompiledEntity } from '../entities/grammar/compile';
import type { Decoded } from '../entities/grammar/decode';
import { differencesOf, keyOf, loadDecoded, readTarget } from './both-sides';
import type { Difference } from './compare-rows';
import type { PipelineContext } from './context';
import { statesByRoot } from './states-by-root';
import { waitUntilSettled } from './wait-until-settled';

const rounds = 8;
const batch = 500;
/** Few enough roots to look at the source again and again while the stream catches up. */
const watched = 100;
const watchMs = 25;

/** Looks again at roots that seemed to differ, and returns only what truly does. */
export async function recheck(context: PipelineContext, compiled: CompiledEntity, suspects: { roots: readonly string[] }): Promise<Difference[]> {
  const roots = [...new Set(suspects.roots)];
  const confirmed: Difference[] = [];
  for (let at = 0; at < roots.length; at += batch) confirmed.push(...(await recheckBatch(context, compiled, roots.slice(at, at + batch))));
  return confirmed;
}

/**
 * The target, read after the stream has passed a label, must be in a state that the source has had since that label. A
 * root that is in none of them is different when the source stood still; when it moved, a state may have been missed,
 * and it is looked at again. One that stays unexplained through all rounds is reported as it stands.
 */
async function recheckBatch(context: PipelineContext, compiled: CompiledEntity, roots: readonly string[]): Promise<Difference[]> {
  let open = roots;
  const confirmed: Difference[] = [];
  for (let round = 1; open.length > 0; round++) {
    const { states, rows, last } = await lookAgain(context, compiled, open);
    const found = statesByRoot(compiled.targets.map((target, index) => ({ target, lines: rows[index]! })));
    const unexplained = open.filter((root) => !states.get(root)!.has(found.get(root) ?? ''));
    const settled = new Set(unexplained.filter((root) => round >= rounds || states.get(root)!.size === 1));
    confirmed.push(...differencesOf(last, rows).filter((difference) => settled.has(difference.rootId)));
    open = unexplained.filter((root) => !settled.has(root));
  }
  return confirmed;
}

interface Looked {
  /** The states each root was seen in on the source since the label; empty text: no such row. */
  readonly states: ReadonlyMap<string, ReadonlySet<string>>;
  readonly rows: readonly Buffer[];
  readonly last: Decoded;
}

async function lookAgain(context: PipelineContext, compiled: CompiledEntity, roots: readonly string[]): Promise<Looked> {
  const keys = roots.map((id) => keyOf(context, compiled, id)).filter((key): key is number => key !== undefined);
  const states = new Map(roots.map((root) => [root, new Set<string>()]));
  const look = async (): Promise<{ label: number; decoded: Decoded }> => {
    const loaded = await loadDecoded(context, compiled, { keys });
    const seen = statesByRoot(loaded.decoded.tables);
    for (const [root, set] of states) set.add(seen.get(root) ?? '');
    return loaded;
  };
  const { label } = await look();
  let waiting = true;
  const settled = waitUntilSettled(context, compiled, { keys, label, timeoutMs: 60_000 }).finally(() => (waiting = false));
  const watch = async (): Promise<void> => {
    while (waiting && roots.length <= watched) {
      await setTimeout(watchMs);
      await look();
    }
  };
  await Promise.all([settled, watch()]);
  const rows = await readTarget(context, compiled, { ids: roots });
  return { states, rows, last: (await look()).decoded };
}
