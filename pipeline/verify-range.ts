import { createHash } from 'node:crypto';
import { readIdKey } from '../target/id-key';
import { storeRange, type Mismatch, type RowAccount } from '../target/verifications';
import type { PipelineContext } from './context';
import { explain } from './explain';
import { parkParentless } from './park-parentless';
import { verifyChunk, type VerifiedChunk } from './verify-chunk';

export interface VerifyRange {
  readonly verification: string;
  readonly entity: string;
  readonly from: number;
  readonly to: number;
  /** Aggregates compared at once. */
  readonly chunk: number;
  readonly afterChunk?: (progress: { lastKey: number; rows: number; mismatches: number }) => Promise<void>;
}

/** What a verified range came to. */
export interface RangeVerdict {
  readonly aggregates: number;
  readonly rows: number;
  readonly rechecked: number;
  readonly mismatches: number;
  readonly quarantined: number;
  /** Aggregates that the run's cut leaves out. */
  readonly leftOut: number;
}

/** Compares a range of one entity on both sides and stores the verdict with every confirmed difference. */
export async function verifyRange(context: PipelineContext, range: VerifyRange): Promise<RangeVerdict> {
  const digestKey = createHash('sha256').update('verification').update(await readIdKey(context.control)).digest();
  const compiled = context.entity(range.entity);
  const total = { aggregates: 0, rows: 0, rechecked: 0, quarantined: 0, leftOut: 0 };
  const accounts: Record<string, RowAccount> = {};
  const mismatches: Mismatch[] = [];
  const digest = createHash('sha256');
  // Once for each entity: what no range can reach.
  if (range.from === 0) total.quarantined += await parkParentless(context, compiled);
  for (let after = range.from - 1; after < range.to;) {
    const chunk = await verifyChunk(context, { entity: range.entity, after, until: range.to, limit: range.chunk, digestKey });
    addUp(total, chunk);
    addAccounts(accounts, chunk.accounts);
    const explained = chunk.mismatches.length ? await explain(context, compiled, { differences: chunk.mismatches, digestKey }) : [];
    // What is quarantined is counted as such: it is known, shown and gated on its own.
    mismatches.push(...explained.filter((mismatch) => !mismatch.explanation.startsWith('quarantined')));
    digest.update(chunk.digest);
    after = chunk.to;
    await range.afterChunk?.({ lastKey: after, rows: total.rows, mismatches: mismatches.length });
  }
  const { verification, entity, from, to } = range;
  await storeRange(context.control, { verification, entity, from, to, ...total, accounts, digest: digest.digest('hex').slice(0, 32) }, mismatches);
  return { ...total, mismatches: mismatches.length };
}

function addUp(total: { aggregates: number; rows: number; rechecked: number; quarantined: number; leftOut: number }, chunk: VerifiedChunk): void {
  total.aggregates += chunk.aggregates;
  total.rows += chunk.rows;
  total.rechecked += chunk.rechecked;
  total.quarantined += chunk.refused;
  total.leftOut += chunk.leftOut;
}

function addAccounts(sum: Record<string, RowAccount>, accounts: ReadonlyMap<string, RowAccount>): void {
  for (const [table, { carried, refused, leftOut }] of accounts) {
    const held = sum[table] ?? { carried: 0, refused: 0, leftOut: 0 };
    sum[table] = { carried: held.carried + carried, refused: held.refused + refused, leftOut: held.leftOut + leftOut };
  }
}
