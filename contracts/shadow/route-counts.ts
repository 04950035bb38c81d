import type { ShadowOutcome } from './shadow-comparer';

/** What was compared on one route. */
export interface RouteCounts {
  compared: number;
  mismatched: number;
  baselines: number;
  noisy: number;
  /** Not compared: budget spent, answer too large, a side failed. */
  skipped: number;
}

export const noCounts = (): RouteCounts => ({ compared: 0, mismatched: 0, baselines: 0, noisy: 0, skipped: 0 });

/** Adds one outcome. */
export function countOutcome(counts: RouteCounts, outcome: ShadowOutcome, isBaseline: boolean): void {
  if (outcome === 'skipped' || outcome === 'failed') counts.skipped += 1;
  else counts.compared += 1;
  if (outcome === 'mismatch') counts.mismatched += 1;
  if (outcome === 'noise') counts.noisy += 1;
  if (isBaseline) counts.baselines += 1;
}

/** Adds other counts. */
export function addCounts(counts: RouteCounts, others: RouteCounts): void {
  for (const name of ['compared', 'mismatched', 'baselines', 'noisy', 'skipped'] as const) counts[name] += others[name];
}
