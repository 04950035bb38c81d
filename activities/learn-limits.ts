import type { CopyTuning } from '../pipeline/copy-range';

/** Sizes of chunks that have proven right. */
export interface LearntLimits {
  /** The tuning with which a range of an entity begins: with the size at which another of its ranges ended. */
  startOf(entity: string, tuning: CopyTuning): CopyTuning;
  learn(entity: string, tuning: CopyTuning, limit: number): void;
}

/** Remembers sizes by entity, so that not every range has to find its own. Whoever is told another tuning begins anew. */
export function learnLimits(): LearntLimits {
  const learnt = new Map<string, { readonly under: string; readonly limit: number }>();
  return {
    startOf: (entity, tuning) => {
      const known = learnt.get(entity);
      return known?.under === JSON.stringify(tuning) ? { ...tuning, chunk: known.limit } : tuning;
    },
    learn: (entity, tuning, limit) => void learnt.set(entity, { under: JSON.stringify(tuning), limit }),
  };
}
