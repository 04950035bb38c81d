import type { EntityProgress, Hold, Progress } from '../../contracts/outcomes';
import { estimateEnd } from './estimate-end';
import type { EntityWork, RangesState } from './ranges-state';
import { recentRate } from './recent-rate';

/**
 * How far a part over ranges is. Skipped entities do not count.
 * @param after what follows the last range, as a share of the time that all ranges take.
 */
export function progressOf(state: RangesState, after = 0): Progress {
  const { works, activeMs, speeds, marks = [] } = state;
  const counted = works.filter((work) => work.state !== 'skipped');
  const sum = (of: (work: EntityWork) => number): number => counted.reduce((total, work) => total + of(work), 0);
  const weight = sum((work) => work.weight);
  const done = workDone(works);
  const rows = sum((work) => work.rows);
  return {
    ranges: sum((work) => work.count), rangesDone: sum((work) => work.done),
    aggregates: sum((work) => work.aggregates), rows, refused: sum((work) => work.refused), mismatches: sum((work) => work.mismatches),
    rowsPerSecond: activeMs > 0 ? Math.round((rows * 1000) / activeMs) : 0,
    percent: weight > 0 ? Math.floor((100 * done) / weight + 1e-9) : 100,
    eta: estimateEnd({ left: weight - done, rate: recentRate(marks), running: underWay(state, done), activeMs, speeds, after }),
  };
}

/** Work that is done, in the unit of the weights. */
export const workDone = (works: readonly EntityWork[]): number =>
  works.reduce((sum, { state, weight, done, count }) => sum + (state === 'skipped' ? 0 : (weight * done) / count), 0);

/** A range counts when it ends; until then, for as much as ranges have taken so far. The last tenth is not given before it is done. */
function underWay({ running = [], laneMs = 0 }: RangesState, done: number): number {
  const speed = laneMs > 0 ? done / laneMs : 0;
  return running.reduce((sum, { weight, began }) => sum + Math.min(0.9 * weight, (Date.now() - began) * speed), 0);
}

/** The same, entity by entity. */
export const entitiesOf = ({ works }: RangesState): EntityProgress[] => works.map((work) => ({
  entity: work.entity, state: work.state, ranges: work.count, rangesDone: work.done, aggregates: work.aggregates, rows: work.rows,
}));

/** Everything that asks. */
export const holdsOf = ({ works }: RangesState): Hold[] => works.flatMap((work) => (work.hold ? [work.hold] : []));
