import { giveWay, pressureOf, restAfter } from '../../../activities/throttle';
import { parsePlan } from '../../../contracts/plan';
import type { Load } from '../../../pipeline/source-load';

const settings = { ...parsePlan({ run: 'x' }).throttle, pauseMs: 10 };
const calm: Load = { threadsRunning: 1, latencyMs: 2, replicaLagSeconds: undefined, streamLagMs: undefined };

test('the worst of what is felt counts, and is named', () => {
  expect(pressureOf({ ...calm, threadsRunning: 30 }, settings)).toEqual({ level: 30 / 25, why: '30 running threads at the source' });
  expect(pressureOf({ ...calm, latencyMs: 500 }, settings)).toEqual({ level: 2, why: 'the source answers in 500 ms' });
  expect(pressureOf({ ...calm, replicaLagSeconds: 40 }, settings)).toEqual({ level: 4, why: 'the source is 40 s behind its primary' });
  expect(pressureOf({ ...calm, replicaLagSeconds: 1 }, { ...settings, maxReplicaLagSeconds: 0 }).level).toBe(1);
});

test('a stream that is late slows the copy down, and never stops it', () => {
  expect(pressureOf({ ...calm, streamLagMs: 1500 }, settings)).toEqual({ level: 0.75, why: 'the stream is 1500 ms behind' });
  expect(pressureOf({ ...calm, streamLagMs: 3_600_000 }, settings).level).toBeLessThan(1);
});

test('the shop goes first: rests begin at half of a limit and grow to the time of the chunk', () => {
  const rest = (level: number): number => restAfter(200, { level, why: '' });
  expect([0, 0.5, 0.75, 1, 3].map(rest)).toEqual([0, 0, 100, 200, 200]);
});

test('at a limit it waits, says why, and looks again until the source is at ease', async () => {
  const loads = [{ ...calm, threadsRunning: 40 }, { ...calm, threadsRunning: 26 }, calm];
  const said: string[] = [];
  await giveWay({ settings, signal: new AbortController().signal, readLoad: async () => loads.shift()!, onWait: (why) => said.push(why) }, 50);
  expect(said).toEqual(['40 running threads at the source', '26 running threads at the source']);
  expect(loads).toEqual([]);
});

test('a wait ends when the activity is cancelled', async () => {
  const abort = new AbortController();
  const waiting = giveWay({ settings: { ...settings, pauseMs: 60_000 }, signal: abort.signal, readLoad: async () => ({ ...calm, threadsRunning: 99 }), onWait: () => abort.abort() }, 0);
  await expect(waiting).rejects.toThrow(/abort/i);
});
