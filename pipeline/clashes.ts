import type { CompiledEntity } from '../entities/grammar/compile';
import type { Refusal } from '../entities/grammar/decode';
import type { TargetClient } from '../target/connect';
import { sqlState } from '../target/failure-of';
import { findClashes, type Clash } from '../target/find-clashes';

/** Unique values collide: project these keys together under a fresh label, without those that the source itself holds twice. */
export class Clashed extends Error {
  constructor(readonly keys: readonly number[], readonly refused: readonly Refusal[]) {
    super('unique keys clash');
  }
}

export interface ClashCheck {
  readonly compiled: CompiledEntity;
  /** Keys whose rows were written. */
  readonly accepted: readonly number[];
  /** Keys that were left out; their last good rows are still in the target. */
  readonly refused: readonly number[];
  /** Every key of this projection. */
  readonly known: readonly number[];
}

/**
 * Two rows may swap a unique value, and a re-read may see the future of one row beside the past of another. So unique
 * keys are deferred, and a violation names its holder, who joins the projection. When the holder is in it already and
 * was written too, the source holds both: all but the oldest are quarantined.
 */
export async function checkClashes(client: TargetClient, check: ClashCheck): Promise<void> {
  if (check.compiled.root.target.unique.length === 0 || check.accepted.length === 0) return;
  await client.query('SAVEPOINT before_constraints');
  try {
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  } catch (error) {
    if (sqlState(error) !== '23505') throw error;
    await client.query('ROLLBACK TO SAVEPOINT before_constraints');
    const { compiled, accepted } = check;
    const clashes = await findClashes(client, { entity: compiled.definition.name, table: compiled.root.target, keys: accepted });
    throw settle(check, clashes);
  }
}

/** Whom to ask in, or, when all are in, whom to leave out. */
export function settle({ compiled, accepted, refused, known }: ClashCheck, clashes: readonly Clash[]): Clashed {
  const written = new Set(accepted);
  const out = new Set(refused);
  const newcomers = clashes.map((clash) => clash.other).filter((key) => !written.has(key) && !out.has(key));
  const keys = [...new Set([...known, ...newcomers])];
  if (newcomers.length > 0) return new Clashed(keys, []);
  const later = new Set(clashes.map(({ mine, other }) => (out.has(other) ? mine : Math.max(mine, other))));
  const column = compiled.root.target.unique.map((unique) => unique.join('+')).join(', ');
  return new Clashed(keys, [...later].map((key) => ({
    key, table: compiled.definition.root, column, reason: 'another row of the source holds its unique value',
  })));
}
