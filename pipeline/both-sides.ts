import type { Decoded } from '../entities/grammar/decode';
import type { CompiledEntity } from '../entities/grammar/compile';
import { formatUuid, idInside } from '../entities/grammar/derive-ids';
import { overrideIndex } from '../entities/grammar/override-index';
import type { Selection } from '../source/selection';
import { inTransaction } from '../target/connect';
import { readBack, type IdSelection } from '../target/read-back';
import { compareRows, type Difference } from './compare-rows';
import type { PipelineContext } from './context';
import { decodeRows } from './decode-rows';
import { openSnapshot } from './open-snapshot';

/** Decoded rows against rows read back, table by table. */
export function differencesOf(decoded: Decoded, rows: readonly Buffer[]): Difference[] {
  return decoded.tables.flatMap(({ target, lines }, index) => compareRows(target, lines, rows[index]!));
}

/** Decodes a selection as the source has it now. */
export async function loadDecoded(context: PipelineContext, compiled: CompiledEntity, selection: Selection): Promise<{ label: number; decoded: Decoded }> {
  const { label, rows } = await openSnapshot(context, async (snapshot) => ({
    label: snapshot.label,
    rows: await snapshot.load(compiled, selection),
  }));
  return { label, decoded: await decodeRows(context, compiled, { rows }) };
}

/** Reads rows back from the target of an entity. */
export function readTarget(context: PipelineContext, compiled: CompiledEntity, selection: IdSelection): Promise<Buffer[]> {
  return inTransaction(context.targetOf(compiled.definition.service), (client) => readBack(client, compiled.targets, selection));
}

/** The Magento id of a root, when its id was derived by Banyan or is a known override; undefined for a row nobody mapped. */
export function keyOf({ ids, overrides }: PipelineContext, compiled: CompiledEntity, rootId: string): number | undefined {
  const known = overrides().get(compiled.definition.name);
  const overridden = overrideIndex(known).keyOf(rootId);
  if (overridden !== undefined) return overridden;
  const key = idInside(rootId, compiled.space.wide);
  return !known?.has(key) && formatUuid(ids.derive(compiled.space, [key]), 0) === rootId ? key : undefined;
}
