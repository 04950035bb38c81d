import { createHmac } from 'node:crypto';
import { decode, type Account, type Decoded } from '../entities/grammar/decode';
import type { CompiledEntity } from '../entities/grammar/compile';
import { formatUuid, idInside, idLimit, lowestUuid } from '../entities/grammar/derive-ids';
import type { Selection } from '../source/selection';
import { withSnapshot } from '../source/snapshot';
import { inTransaction } from '../target/connect';
import { readBack, type IdSelection } from '../target/read-back';
import { compareRows, type Difference } from './compare-rows';
import type { PipelineContext } from './context';
import { recheck } from './recheck';

export interface VerifyChunk {
  readonly entity: string;
  readonly after: number;
  readonly until: number;
  readonly limit: number;
  /** Keys the secret that digests are made with. */
  readonly digestKey: Buffer;
}

export interface VerifiedChunk {
  readonly from: number;
  readonly to: number;
  readonly aggregates: number;
  readonly rows: number;
  readonly rechecked: number;
  readonly mismatches: readonly Difference[];
  readonly refused: number;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly digest: string;
}

/**
 * Compares the next chunk of an entity: rows decoded from the source against rows read back from the target, never
 * the ledger's word. Bytes first; only where they differ, rows; and a row counts as different only when the source
 * stays the same while the target is read again at or past its label.
 */
export async function verifyChunk(context: PipelineContext, chunk: VerifyChunk): Promise<VerifiedChunk> {
  const compiled = context.entity(chunk.entity);
  const { page, decoded } = await readSource(context, compiled, chunk);
  const selection = idRange(compiled, page);
  const rows = await readTarget(context, compiled, selection);
  const suspects = differencesOf(decoded, rows);
  const keys = [...new Set(suspects.map((difference) => keyOf(context, compiled, difference.rootId)))];
  const mismatches = keys.length === 0 ? [] : await recheck(context, compiled, { roots: suspects.map((suspect) => suspect.rootId) });
  return {
    ...page,
    aggregates: decoded.keys.length,
    rows: decoded.tables.reduce((sum, table) => sum + table.rows, 0),
    rechecked: keys.length,
    mismatches,
    refused: decoded.refusals.length,
    accounts: decoded.accounts,
    digest: digestOf(chunk.digestKey, rows),
  };
}

/** Decoded rows against rows read back, table by table. */
export function differencesOf(decoded: Decoded, rows: readonly Buffer[]): Difference[] {
  return decoded.tables.flatMap(({ target, lines }, index) => compareRows(target, lines, rows[index]!));
}

/** Decodes a selection as the source has it now. */
export async function loadDecoded(context: PipelineContext, compiled: CompiledEntity, selection: Selection): Promise<{ label: number; decoded: Decoded }> {
  return withSnapshot(context.source, context.catalog().prefix, async (snapshot) => ({
    label: snapshot.label,
    decoded: decode(compiled, await snapshot.load(compiled, selection), { ids: context.ids, overrides: context.overrides() }),
  }));
}

/** Reads rows back from the target of an entity. */
export function readTarget(context: PipelineContext, compiled: CompiledEntity, selection: IdSelection): Promise<Buffer[]> {
  return inTransaction(context.targetOf(compiled.definition.service), (client) => readBack(client, compiled.targets, selection));
}

/** The Magento id of a root, when its id was derived by Banyan; undefined for a row nobody derived. */
export function keyOf({ ids }: PipelineContext, compiled: CompiledEntity, rootId: string): number | undefined {
  const key = idInside(rootId, compiled.space.wide);
  return formatUuid(ids.derive(compiled.space, [key]), 0) === rootId ? key : undefined;
}

interface PageRange {
  readonly from: number;
  readonly to: number;
}

async function readSource(context: PipelineContext, compiled: CompiledEntity, chunk: VerifyChunk): Promise<{ page: PageRange; decoded: Decoded }> {
  return withSnapshot(context.source, context.catalog().prefix, async (snapshot) => {
    const end = await snapshot.pageEnd(compiled, chunk);
    const page = { from: chunk.after + 1, to: end ?? chunk.until };
    const rows = await snapshot.load(compiled, page);
    return { page, decoded: decode(compiled, rows, { ids: context.ids, overrides: context.overrides() }) };
  });
}

/** The ids of a key range. The last range is open, so that rows nobody derived are seen as well. */
function idRange(compiled: CompiledEntity, { from, to }: PageRange): IdSelection {
  const { wide } = compiled.space;
  return { from: lowestUuid(from, wide), below: to + 1 >= idLimit(wide) ? undefined : lowestUuid(to + 1, wide) };
}

function digestOf(key: Buffer, tables: readonly Buffer[]): string {
  const digest = createHmac('sha256', key);
  for (const table of tables) digest.update(table);
  return digest.digest('hex').slice(0, 32);
}
