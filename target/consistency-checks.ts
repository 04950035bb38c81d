import type { TargetClient } from './connect';
import type { Mismatch } from './verifications';

/** Samples of one entity, as they were compared. */
export interface ConsistencyCheck {
  readonly service: string;
  readonly entity: string;
  readonly compared: number;
  readonly quarantined: number;
  readonly mismatches: readonly Mismatch[];
}

const keptMismatches = 20;
const keptDays = 60;

/** Keeps what a comparison found, and forgets what is old. */
export async function noteConsistency(client: TargetClient, checks: readonly ConsistencyCheck[]): Promise<void> {
  for (const { service, entity, compared, quarantined, mismatches } of checks) {
    await client.query('INSERT INTO banyan.consistency_checks (service, entity_type, compared, quarantined, mismatches) VALUES ($1, $2, $3, $4, $5)',
      [service, entity, compared, quarantined, JSON.stringify(mismatches.slice(0, keptMismatches))]);
  }
  await client.query("DELETE FROM banyan.consistency_checks WHERE at < now() - $1 * interval '1 day'", [keptDays]);
}
