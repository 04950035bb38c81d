import { describeAssessment } from '../../../cli/commands/assess';
import type { Finding, Severity } from '../../../contracts/assessment';

const finding = (severity: Severity): Finding => ({ check: 'x', severity, says: 'y', remedy: '' });
const last = (severities: readonly Severity[]): string | undefined =>
  describeAssessment({ at: '', verdict: 'blocker', findings: severities.map(finding), notRun: [] }, false).trim().split('\n').at(-1);

test('one is not many', () => {
  expect(last(['ok', 'blocker', 'warning'])).toMatch(/^1 in order, 1 warning, 1 blocker\. /);
  expect(last(['blocker', 'blocker'])).toMatch(/^0 in order, 0 warnings, 2 blockers\. /);
});
