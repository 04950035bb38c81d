import type { Finding } from '../../contracts/assessment';
import { BanyanFailure } from '../../contracts/failures';
import { findingOf, stopped, warning, type Check, type Observation } from './check';

/** Runs every check, one after the other so that the shop feels little; one that fails becomes a finding itself. */
export async function runChecks<View>(checks: readonly Check<View>[], view: View): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, run } of checks) {
    const observations = await run(view).catch((error: unknown) => [couldNot(error)]);
    findings.push(...observations.map((observation) => findingOf(name, observation)));
  }
  return findings;
}

/** A check that could not be made is never a good sign; a server that went away is a blocker. */
function couldNot(error: unknown): Observation {
  if (!(error instanceof BanyanFailure)) return warning(`this could not be checked: ${error instanceof Error ? error.message : String(error)}`, 'check it by hand, or repeat the assessment');
  const says = `this could not be checked: ${error.message}`;
  return error.retryable ? stopped(error, { says }) : warning(says, error.remedy);
}
