import { readAccounts, readVerdicts, type EntityVerdict, type RowAccount } from '../target/verifications';
import type { PipelineContext } from './context';
import { countUnaccepted } from './count-unaccepted';

export interface VerificationSummary {
  readonly entities: readonly EntityVerdict[];
  /** Entities that no range was compared of. */
  readonly notCompared: readonly string[];
  readonly rows: number;
  readonly mismatches: number;
  /** Aggregates in quarantine that nobody has accepted. */
  readonly unaccepted: number;
  readonly accounts: readonly ({ readonly table: string } & RowAccount)[];
  /** Every entity compared whole, no difference, nothing unaccepted. */
  readonly green: boolean;
}

/** What a verification proves. Coverage below all of it is never green. */
export async function verificationSummary(context: PipelineContext, verification: string): Promise<VerificationSummary> {
  const entities = await readVerdicts(context.control, verification);
  const compared = new Set(entities.map((verdict) => verdict.entity));
  const notCompared = context.entities().map(({ definition }) => definition.name).filter((name) => !compared.has(name));
  const unaccepted = await countUnaccepted(context);
  const mismatches = entities.reduce((sum, verdict) => sum + verdict.mismatches, 0);
  const covered = notCompared.length === 0 && entities.every((verdict) => verdict.covered);
  return {
    entities, notCompared, mismatches, unaccepted,
    rows: entities.reduce((sum, verdict) => sum + verdict.rows, 0),
    accounts: await readAccounts(context.control, verification),
    green: covered && mismatches === 0 && unaccepted === 0,
  };
}
