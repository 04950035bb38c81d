import { describeStatus } from '../../../cli/describe-status';
import type { RunStatus } from '../../../contracts/outcomes';
import { placeOf } from '../../../pipeline/quarantine-place';
import type { StreamStatus } from '../../../pipeline/stream-status';

const stream: StreamStatus = { running: true, label: 5, behindMs: 300, lag: undefined, dirty: {}, heals: 0, unaccepted: 0, deadLetters: {}, gaps: [], away: [] };
const eta = { seconds: 1, low: 1, high: 1 };
const progress = { ranges: 4, rangesDone: 4, aggregates: 500, rows: 4000, rowsPerSecond: 1234, refused: 0, mismatches: 0, percent: 100, eta };
const status: RunStatus = {
  run: 'bad-1', phase: 'assess', state: 'running', startedAt: '2026-01-31T03:00:00.000Z', phaseSince: '2026-01-31T03:00:00.000Z', holds: [], skipped: [],
  concurrency: 2, chunk: {} as RunStatus['chunk'], throttle: {} as RunStatus['throttle'], generation: 1,
};
const gate = { gate: 'assess' as const, since: '2026-01-31T03:01:00.000Z', checks: [{ name: 'blockers', verdict: 'fail' as const, detail: 'one' }] };
const said = (given: Partial<RunStatus>, seen: StreamStatus | string = stream): string => describeStatus({ ...status, ...given }, seen, new Date('2026-01-31T03:04:00.000Z'));

test('a run that is over waits for nothing, and its clock stands', () => {
  const aborted = said({ state: 'aborted', gate, endedAt: '2026-01-31T03:02:00.000Z', paused: { who: 'ann', why: 'x', since: '' }, backfill: progress });
  expect(aborted).toMatch(/^run bad-1: aborted, over since it was in assess, at 2026-01-31 03:02:00 UTC after 2 min\n/);
  expect(aborted).not.toMatch(/waits|paused|stream|done in/);
  expect(said({ state: 'verified', endedAt: '2026-01-31T03:02:00.000Z' })).not.toMatch(/since its start/);
  expect(said({ state: 'waiting', gate })).toMatch(/gate assess waits for 3 min\n {2}fail {4}blockers: one/);
});

test('a verification is told as it stands now: what was accepted since then counts', () => {
  const verification = { verification: 'bad-1/1', rows: 10, mismatches: 0, unaccepted: 3, uncovered: [], green: false };
  expect(said({ phase: 'follow', state: 'following', verification })).toMatch(/verified {2}bad-1\/1: green, 10 rows, 0 mismatches, 0 quarantined and not accepted\n/);
  expect(said({ verification }, { ...stream, unaccepted: 1 })).toMatch(/NOT GREEN, .*1 quarantined and not accepted\n/);
  expect(said({ verification }, 'not reachable')).toMatch(/NOT GREEN, .*3 quarantined and not accepted when it was compared\n/);
  expect(said({ verification: { ...verification, mismatches: 2 } })).toMatch(/NOT GREEN, .*2 mismatches/);
  expect(said({ verification: { ...verification, uncovered: ['order'] } })).toMatch(/NOT GREEN, .*not compared whole: order/);
});

test('dead letters, and the part that keeps the stream, are told with what to do', () => {
  const away = [{ part: 'subscriber' as const, says: 'no subscriber answers for 12 s', remedy: 'start one' }];
  expect(said({}, { ...stream, running: false, deadLetters: { customer: 2, order: 1 }, away }))
    .toMatch(/stream {4}NOT RUNNING, .*, DEAD LETTERS: customer 2, order 1 \(banyan dlq list\)\naway: no subscriber answers for 12 s\n {2}remedy: start one\n/);
  expect(said({})).not.toMatch(/DEAD|away/);
});

test('behind a gap in the log nothing is green, and it says what closes it', () => {
  const verification = { verification: 'bad-1/1', rows: 10, mismatches: 0, unaccepted: 0, uncovered: [], green: true };
  const gap = { notedAt: new Date('2026-01-31T03:03:00.000Z'), why: 'the log was purged', restartedAt: null };
  const lost = said({ verification, state: 'holding' }, { ...stream, gaps: [gap] });
  expect(lost).toMatch(/OPEN GAPS 1 in the log, .*\n {2}since 2026-01-31 03:03:00 UTC: the log was purged; banyan restart-stream .*\nverified {2}bad-1\/1: NOT GREEN/);
  expect(said({ verification }, { ...stream, gaps: [{ ...gap, restartedAt: gap.notedAt }] })).toMatch(/the log was purged; the stream was restarted, [\s\S]*NOT GREEN, .*the log has a gap/);
  const hold = { part: 'stream' as const, failure: 'PositionLost' as const, message: 'purged', remedy: 'x', since: '' };
  expect(said({ verification, holds: [hold] }, 'not reachable')).toMatch(/NOT GREEN/);
  expect(said({ verification })).not.toMatch(/GAPS|NOT GREEN/);
});

test('what is done has no time left', () => {
  expect(said({ phase: 'backfill', backfill: progress })).toMatch(/backfill .* done in 1 s \(1 s to 1 s\)/);
  expect(said({ phase: 'verify', backfill: progress, verify: progress })).toMatch(/backfill .*rows\/s, done\nverify .*done in 1 s/);
  expect(said({ phase: 'verify', gate: { ...gate, gate: 'verify' }, verify: progress })).toMatch(/verify .*rows\/s, done, 0 mismatches/);
  expect(said({ phase: 'follow', backfill: progress, verify: progress })).not.toMatch(/done in/);
});

test('a whole row to blame has no column', () => {
  expect(placeOf({ table: 'sales_order_tax', column: '' })).toBe('sales_order_tax');
  expect(placeOf({ table: 'catalog_product_entity', column: 'sku' })).toBe('catalog_product_entity.sku');
});
