import type { Assessment } from '../contracts/assessment';
import type { AssessmentOutcome } from '../contracts/outcomes';

const shown = 20;

/** An assessment in a few counts. Blockers that the plan acknowledges count as warnings. */
export function outcomeOf({ findings, notRun }: Assessment, acknowledge: readonly string[]): AssessmentOutcome {
  const blockers = findings.filter(({ check, severity }) => severity === 'blocker' && !acknowledge.includes(check));
  const worse = findings.filter(({ severity }) => severity !== 'ok');
  const worst = [...blockers.map(({ check }) => `${check} (blocker)`), ...worse.filter((finding) => !blockers.includes(finding)).map(({ check }) => check)];
  return {
    ok: findings.length - worse.length,
    warnings: worse.length - blockers.length,
    // A check that could not run may hide anything.
    blockers: blockers.length + (blockers.length === 0 ? notRun.length : 0),
    worst: [...new Set(worst)].slice(0, shown),
  };
}
