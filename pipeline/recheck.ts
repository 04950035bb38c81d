import type { CompiledEntity } from '../entities/grammar/compile';
import { compareRows, type Difference } from './compare-rows';
import type { PipelineContext } from './context';
import { differencesOf, keyOf, loadDecoded, readTarget } from './both-sides';
import { waitUntilSettled } from './wait-until-settled';

const rounds = 8;
const batch = 500;

/** Looks again at roots that seemed to differ, and returns only what truly does. */
export async function recheck(context: PipelineContext, compiled: CompiledEntity, suspects: { roots: readonly string[] }): Promise<Difference[]> {
  const roots = [...new Set(suspects.roots)];
  const confirmed: Difference[] = [];
  for (let at = 0; at < roots.length; at += batch) confirmed.push(...(await recheckBatch(context, compiled, roots.slice(at, at + batch))));
  return confirmed;
}

/**
 * A difference is real when the source reads the same before and after the target was read, and the target was read
 * after the stream had passed the first label. Roots whose source moved in between are looked at again; a root that
 * keeps moving for all rounds was equal in none of them and is reported as it stands.
 */
async function recheckBatch(context: PipelineContext, compiled: CompiledEntity, roots: readonly string[]): Promise<Difference[]> {
  let open = roots;
  const confirmed: Difference[] = [];
  for (let round = 1; open.length > 0; round++) {
    const keys = open.map((id) => keyOf(context, compiled, id)).filter((key): key is number => key !== undefined);
    const before = await loadDecoded(context, compiled, { keys });
    await waitUntilSettled(context, compiled, { keys, label: before.label, timeoutMs: 60_000 });
    const rows = await readTarget(context, compiled, { ids: open });
    const after = await loadDecoded(context, compiled, { keys });
    const moved = new Set(after.decoded.tables.flatMap(({ target, lines }, index) => rootsOf(differencesOfLines({ target, lines, other: before.decoded.tables[index]!.lines }))));
    const differences = differencesOf(before.decoded, rows);
    const differing = new Set(rootsOf(differences));
    confirmed.push(...differences.filter((difference) => round >= rounds || !moved.has(difference.rootId)));
    open = round >= rounds ? [] : open.filter((id) => differing.has(id) && moved.has(id));
  }
  return confirmed;
}

const rootsOf = (differences: readonly Difference[]): string[] => differences.map((difference) => difference.rootId);

const differencesOfLines = ({ target, lines, other }: { target: Difference['table']; lines: Buffer; other: Buffer }): Difference[] =>
  compareRows(target, lines, other);
