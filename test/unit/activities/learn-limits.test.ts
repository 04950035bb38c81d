import { learnLimits } from '../../../activities/learn-limits';
import { defaultTuning } from '../../../pipeline/copy-range';

test('a range begins with the size at which another of its entity ended, under the same tuning only', () => {
  const limits = learnLimits();
  expect(limits.startOf('order', defaultTuning)).toEqual(defaultTuning);
  limits.learn('order', defaultTuning, 4000);
  expect(limits.startOf('order', defaultTuning)).toEqual({ ...defaultTuning, chunk: 4000 });
  expect(limits.startOf('customer', defaultTuning)).toEqual(defaultTuning);
  const retuned = { ...defaultTuning, holdMs: 50 };
  expect(limits.startOf('order', retuned)).toEqual(retuned);
});
