import type { RunStatus } from '../../../../contracts/outcomes';
import { createEtaWatch } from '../../../../scripts/rehearsal/watch-eta';

const at = (rows: number, seconds: number | undefined, over: Partial<RunStatus> = {}): Pick<RunStatus, 'phase' | 'gate' | 'backfill'> => ({
  phase: 'backfill', ...over,
  backfill: { ranges: 4, rangesDone: rows / 25, aggregates: 0, rows, rowsPerSecond: 0, refused: 0, mismatches: 0, percent: rows, eta: seconds === undefined ? undefined : { seconds, low: seconds, high: seconds } },
});

test('what is said when half of the rows are there is held against the end of the backfill, indexes included', () => {
  const watch = createEtaWatch();
  watch.see(at(0, undefined), 0);
  watch.see(at(25, 40), 10_000);
  expect(watch.verdict()).toBeUndefined();
  watch.see(at(50, 25), 20_000);
  watch.see(at(75, 10), 30_000);
  watch.see(at(100, 4), 36_000);
  expect(watch.verdict()).toBeUndefined();
  watch.see(at(100, 4, { phase: 'catchUp' }), 40_000);
  expect(watch.verdict()).toEqual({ atRows: 50, rows: 100, atSeconds: 20, said: { seconds: 25, low: 25, high: 25 }, took: 20, indexes: 4, errorPercent: 25 });
});

test('a backfill that is over before anybody asked says nothing', () => {
  const watch = createEtaWatch();
  watch.see(at(100, 0, { phase: 'catchUp' }), 1000);
  expect(watch.verdict()).toBeUndefined();
});
