import { ApplicationFailure, condition, defineQuery, defineSignal, defineUpdate, setHandler } from '@temporalio/workflow';

/** A run that copies nothing: it answers as a run does, refuses to be approved, and ends when aborted, or fails when told to. */
export async function migration(plan: { run: string }): Promise<string> {
  const timeline: unknown[] = [];
  let aborted = false;
  const note = (what: string, { who, why }: { who: string; why: string }): boolean => timeline.push({ at: '2026-01-31T03:00:00.000Z', who, what, why }) > 0;
  const progress = { ranges: 4, rangesDone: 2, aggregates: 500, rows: 4000, rowsPerSecond: 1234, refused: 0, mismatches: 0, percent: 50, eta: { seconds: 60, low: 45, high: 80 } };
  setHandler(defineQuery('status'), () => ({
    run: plan.run, phase: 'backfill', state: aborted ? 'aborted' : 'waiting', startedAt: '2026-01-31T03:00:00.000Z', phaseSince: '2026-01-31T03:00:00.000Z',
    gate: { gate: 'backfill', since: '2026-01-31T03:00:00.000Z', checks: [{ name: 'stream', verdict: 'fail', detail: 'it stands still' }] },
    holds: [], skipped: [], backfill: progress, concurrency: 2, chunk: {}, throttle: {}, generation: 1,
  }));
  setHandler(defineQuery('timeline'), () => timeline);
  setHandler(defineUpdate<boolean, [{ who: string; why: string; entity: string }]>('skipEntity'), (word) => note(`skip ${word.entity}`, word));
  setHandler(defineUpdate<boolean, [{ who: string; why: string }]>('retune'), (word) => note(`retune ${JSON.stringify(word)}`, word));
  setHandler(defineUpdate<boolean, [{ who: string; why: string }]>('approve'), (word) => note('approve', word), {
    validator: (_word) => { throw new Error('the check stream fails'); },
  });
  setHandler(defineUpdate<boolean, [{ who: string; why: string }]>('abort'), (word) => {
    aborted = true;
    return note('abort', word);
  });
  let failed: string | undefined;
  setHandler(defineSignal<[string]>('fail'), (why) => { failed = why; });
  await condition(() => aborted || failed !== undefined);
  if (failed !== undefined) throw ApplicationFailure.nonRetryable(failed, 'InvalidPlan');
  return 'aborted';
}
