import type { VerificationOutcome } from '../contracts/outcomes';
import type { PipelineContext } from '../pipeline/context';
import { healGaps } from '../pipeline/gaps';
import { verificationSummary } from '../pipeline/verification-summary';

/** What a verification proves of the entities of a run. Coverage below all of it is never green; a green one closes the gaps before it. */
export async function verdictOn(context: PipelineContext, verification: string, entities: readonly string[]): Promise<VerificationOutcome> {
  const summary = await verificationSummary(context, verification);
  const whole = new Set(summary.entities.filter((verdict) => verdict.covered).map((verdict) => verdict.entity));
  const uncovered = entities.filter((entity) => !whole.has(entity));
  const { rows, mismatches, unaccepted } = summary;
  const green = entities.length > 0 && uncovered.length === 0 && mismatches === 0 && unaccepted === 0;
  if (green) await healGaps(context, verification);
  return { verification, rows, mismatches, unaccepted, uncovered, green };
}
