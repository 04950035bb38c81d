import { createHmac } from 'node:crypto';
import type { Decoded } from '../entities/grammar/decode';
import type { CompiledEntity } from '../entities/grammar/compile';
import { idLimit, lowestUuid } from '../entities/grammar/derive-ids';
import { overrideIndex } from '../entities/grammar/override-index';
import type { IdSelection } from '../target/read-back';
import type { RowAccount } from '../target/verifications';
import { differencesOf, keyOf, readTarget } from './both-sides';
import type { Difference } from './compare-rows';
import type { PipelineContext } from './context';
import { decodeRows } from './decode-rows';
import { demandMapped } from './demand-mapped';
import { openSnapshot } from './open-snapshot';
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
  /** Aggregates that the run's cut leaves out. */
  readonly leftOut: number;
  readonly accounts: ReadonlyMap<string, RowAccount>;
  readonly digest: string;
}

/**
 * Compares the next chunk of an entity: rows decoded from the source against rows read back from the target, never
 * the ledger's word. Bytes first; only where they differ, rows; and a row counts as different only when the source
 * stays the same while the target is read again at or past its label.
 */
export async function verifyChunk(context: PipelineContext, chunk: VerifyChunk): Promise<VerifiedChunk> {
  const compiled = await demandMapped(context, chunk.entity);
  const { page, decoded, accounts, leftOut } = await readSource(context, compiled, chunk);
  const selection = idRange(context, compiled, page);
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
    leftOut,
    accounts,
    digest: digestOf(chunk.digestKey, rows),
  };
}

interface PageRange {
  readonly from: number;
  readonly to: number;
}

interface SourceChunk {
  readonly page: PageRange;
  readonly decoded: Decoded;
  readonly accounts: ReadonlyMap<string, RowAccount>;
  readonly leftOut: number;
}

/** The rows to compare, and in the same snapshot the number of those that the cut leaves out, table by table. */
async function readSource(context: PipelineContext, compiled: CompiledEntity, chunk: VerifyChunk): Promise<SourceChunk> {
  const { page, rows, counts } = await openSnapshot(context, async (snapshot) => {
    const end = await snapshot.pageEnd(compiled, chunk);
    const chosen = { from: chunk.after + 1, to: end ?? chunk.until };
    const loaded = await snapshot.load(compiled, chosen);
    return { page: chosen, rows: loaded, counts: await snapshot.countRows(compiled, loaded.leftOut ?? []) };
  });
  const decoded = await decodeRows(context, compiled, { rows });
  return { page, decoded, accounts: withLeftOut(decoded.accounts, counts), leftOut: rows.leftOut?.length ?? 0 };
}

/** A table may be left out whole, or not at all. */
function withLeftOut(accounts: Decoded['accounts'], counts: ReadonlyMap<string, number>): Map<string, RowAccount> {
  const tables = [...new Set([...accounts.keys(), ...counts.keys()])];
  return new Map(tables.map((table) => [table, { carried: 0, refused: 0, ...accounts.get(table), leftOut: counts.get(table) ?? 0 }]));
}

/**
 * The ids of a key range. The last range is open, so that rows nobody derived are seen as well. Overriding ids sort
 * anywhere: they belong to the range of their keys.
 */
function idRange({ overrides }: PipelineContext, compiled: CompiledEntity, { from, to }: PageRange): IdSelection {
  const { wide } = compiled.space;
  const [lowest, below] = [lowestUuid(from, wide), to + 1 >= idLimit(wide) ? undefined : lowestUuid(to + 1, wide)];
  const index = overrideIndex(overrides().get(compiled.definition.name));
  const also = index.ofKeys(from, to);
  const own = new Set(also);
  return { from: lowest, below, also, except: index.between(lowest, below).filter((uuid) => !own.has(uuid)) };
}

function digestOf(key: Buffer, tables: readonly Buffer[]): string {
  const digest = createHmac('sha256', key);
  for (const table of tables) digest.update(table);
  return digest.digest('hex').slice(0, 32);
}
