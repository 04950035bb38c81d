import { outcomeOf } from '../../../activities/outcome-of';
import type { Finding } from '../../../contracts/assessment';

const finding = (check: string, severity: Finding['severity']): Finding => ({ check, severity, says: '', remedy: '' });
const assessment = (findings: Finding[], notRun: string[] = []) => ({ at: '2026-01-01T00:00:00Z', verdict: 'ok' as const, findings, notRun });

test('findings are counted, and the worst are named first', () => {
  const found = [finding('size', 'ok'), finding('backup', 'warning'), finding('log-format', 'blocker')];
  expect(outcomeOf(assessment(found), [])).toEqual({ ok: 1, warnings: 1, blockers: 1, worst: ['log-format (blocker)', 'backup'] });
});

test('a blocker that the plan acknowledges is a warning', () => {
  expect(outcomeOf(assessment([finding('unmapped-tables', 'blocker')]), ['unmapped-tables'])).toMatchObject({ warnings: 1, blockers: 0 });
});

test('checks that could not run block, even when the reason was acknowledged', () => {
  expect(outcomeOf(assessment([finding('shop', 'blocker')], ['collisions', 'size']), ['shop']).blockers).toBe(2);
});
