import type { Tuning } from '../contracts/parts';
import type { Retuning } from '../contracts/plan';

/** A tuning with what was said changed in it. */
export const mergeTuning = (tuning: Tuning, said: Retuning): Tuning => ({
  concurrency: said.concurrency ?? tuning.concurrency,
  chunk: { ...tuning.chunk, ...said.chunk },
  throttle: { ...tuning.throttle, ...said.throttle },
});
