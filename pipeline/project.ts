import { BanyanFailure } from '../contracts/failures';
import { giveBackBytes } from '../entities/grammar/byte-pool';
import type { Account, Decoded, LoadedRows, Refusal } from '../entities/grammar/decode';
import { formatUuid } from '../entities/grammar/derive-ids';
import type { CompiledEntity } from '../entities/grammar/compile';
import type { Selection } from '../source/selection';
import type { Snapshot } from '../source/snapshot';
import { applyLoad, type Applied } from '../target/apply';
import { inTransaction, type TargetClient } from '../target/connect';
import { isLockConflict, sqlState } from '../target/failure-of';
import { knownRange, type LedgerEntry } from '../target/ledger';
import { parkRefused, releaseCarried } from '../target/quarantine';
import { Clashed, checkClashes } from './clashes';
import type { PipelineContext } from './context';
import { decodeRows } from './decode-rows';
import { demandMapped } from './demand-mapped';
import { noteLostKeepers } from './note-lost-keepers';
import { openSnapshot } from './open-snapshot';

/** Which aggregates to bring over, and what else must commit with them. */
export interface ProjectRequest {
  readonly entity: string;
  /** Keys, a range, or a choice made inside the snapshot (a page of a backfill). */
  readonly selection: Selection | ((snapshot: Snapshot, compiled: CompiledEntity) => Promise<Selection>);
  /** Aggregates that the target is known to refuse: left out and quarantined. */
  readonly refused?: readonly Refusal[];
  /** Runs in the same transaction, after the rows: progress, a token. */
  readonly also?: (client: TargetClient, projected: Projected) => Promise<void>;
}

/** What one projection did. Keys and counts only. */
export interface Projected {
  readonly entity: string;
  readonly label: number;
  readonly selection: Selection;
  /** Aggregates read from the source. */
  readonly found: number;
  readonly gone: number;
  /** Aggregates the guard let through. */
  readonly accepted: number;
  readonly refusals: readonly Refusal[];
  readonly accounts: ReadonlyMap<string, Account>;
  readonly rows: number;
  readonly bytes: number;
  /** Milliseconds the target's locks were held. */
  readonly heldMs: number;
}

const attempts = 6;

/**
 * The one idea: label, load, decode, apply. Every phase is only a way of choosing keys for this function.
 * It converges under any overlap, retry or order: see the invariants in ARCHITECTURE.md.
 */
export async function project(context: PipelineContext, request: ProjectRequest): Promise<Projected> {
  let attempt: Attempt = { request, refused: request.refused ?? [], mergeOnly: false };
  let readAgain = 0;
  for (let tries = 1; ; tries++) {
    try {
      return await projectOnce(context, attempt);
    } catch (error) {
      if (readAgain < 3 && error instanceof BanyanFailure && error.failure === 'SourceSchemaDrift') {
        // The shop's tables were changed since they were read; what is truly missing fails again.
        readAgain++;
        await context.reload();
      } else if (error instanceof Clashed) {
        attempt = { ...attempt, request: { ...request, selection: { keys: error.keys } }, refused: [...attempt.refused, ...error.refused] };
      } else if (sqlState(error) === '23505' && !attempt.mergeOnly) {
        // Rows stand in the service's tables that the ledger does not know: merge over them.
        attempt = { ...attempt, mergeOnly: true };
      } else if (tries >= attempts || !isLockConflict(error)) throw error;
    }
    if (tries >= attempts * 4) throw new BanyanFailure('ConstraintViolated', `${request.entity}: unique keys keep clashing while it is projected`);
  }
}

interface Attempt {
  readonly request: ProjectRequest;
  readonly refused: readonly Refusal[];
  readonly mergeOnly: boolean;
}

async function projectOnce(context: PipelineContext, { request, refused, mergeOnly }: Attempt): Promise<Projected> {
  const { service } = context.entity(request.entity).definition;
  let written: Decoded | undefined;
  const projected = await inTransaction(context.targetOf(service), async (client) => {
    // An id for this transaction, before the label: a heal waits until every load that ran beside it has ended. Before
    // the look at the tables, too: whoever changes what is known of them heals what ran beside that.
    await client.query('SELECT pg_current_xact_id()');
    const compiled = await demandMapped(context, request.entity);
    const { label, selection, rows } = await openSnapshot(context, async (snapshot) => {
      const chosen = typeof request.selection === 'function' ? await request.selection(snapshot, compiled) : request.selection;
      return { label: snapshot.label, selection: chosen, rows: await snapshot.load(compiled, chosen) };
    });
    const decoded = await decodeRows(context, compiled, { rows, refused });
    written = decoded;
    giveBackRows(rows);
    const held = process.hrtime.bigint();
    const applied = await write(client, { context, compiled, selection, label, decoded, mergeOnly });
    const projected = summarize({ compiled, label, selection, decoded, applied, heldMs: Number(process.hrtime.bigint() - held) / 1e6 });
    await request.also?.(client, projected);
    return projected;
  });
  // Committed: the server has every byte. After a failure some may still be on their way, so they are left alone.
  for (const { lines } of written?.tables ?? []) giveBackBytes(lines);
  return projected;
}

function giveBackRows({ root, eav, children }: LoadedRows): void {
  for (const { bytes } of [root, ...eav, ...children]) giveBackBytes(bytes);
}

interface Write {
  readonly context: PipelineContext;
  readonly compiled: CompiledEntity;
  readonly selection: Selection;
  readonly label: number;
  readonly decoded: Decoded;
  readonly mergeOnly: boolean;
}

async function write(client: TargetClient, { context, compiled, selection, label, decoded, mergeOnly }: Write): Promise<Applied & { gone: number }> {
  const entity = compiled.definition.name;
  const known = new Set([...decoded.keys, ...decoded.refusals.map((refusal) => refusal.key)]);
  const { live: asked, empty: unknown } = 'keys' in selection ? { live: [...new Set(selection.keys)], empty: false } : await knownRange(client, { entity, ...selection });
  const gone = asked.filter((key) => !known.has(key));
  await noteLostKeepers(context, client, { compiled, gone });
  const entries = ledgerEntries(context, compiled, { found: decoded.keys, gone });
  const applied = await applyLoad(client, { entity, label, entries, tables: decoded.tables, unknown, mergeOnly });
  await parkRefused(client, { entity, label, refusals: decoded.refusals });
  await releaseCarried(client, { entity, label, keys: applied.accepted });
  const refused = decoded.refusals.map((refusal) => refusal.key);
  await checkClashes(client, { compiled, accepted: applied.accepted, refused, known: [...known, ...gone] });
  return { ...applied, gone: gone.length };
}

function ledgerEntries({ ids }: PipelineContext, compiled: CompiledEntity, keys: { found: readonly number[]; gone: readonly number[] }): LedgerEntry[] {
  const all = [...keys.found, ...keys.gone];
  const uuids = ids.derive(compiled.space, all);
  return all.map((key, index) => ({ key, uuid: formatUuid(uuids, index * 16), gone: index >= keys.found.length }));
}

interface Summary extends Omit<Write, 'context' | 'mergeOnly'> {
  readonly applied: Applied & { gone: number };
  readonly heldMs: number;
}

const summarize = ({ compiled, label, selection, decoded, applied, heldMs }: Summary): Projected => ({
  entity: compiled.definition.name,
  label,
  selection,
  found: decoded.keys.length,
  gone: applied.gone,
  accepted: applied.accepted.length,
  refusals: decoded.refusals,
  accounts: decoded.accounts,
  rows: decoded.tables.reduce((sum, table) => sum + table.rows, 0),
  bytes: decoded.tables.reduce((sum, table) => sum + table.lines.length, 0),
  heldMs,
});
