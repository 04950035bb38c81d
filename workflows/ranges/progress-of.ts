import type { EntityProgress, Hold, Progress } from '../../contracts/outcomes';
import { estimateEnd } from './estimate-end';
import type { EntityWork, RangesState } from './ranges-state';

/** How far a part over ranges is. Skipped entities do not count. */
export function progressOf({ works, activeMs, speeds }: RangesState): Progress {
  const counted = works.filter((work) => work.state !== 'skipped');
  const sum = (of: (work: EntityWork) => number): number => counted.reduce((total, work) => total + of(work), 0);
  const weight = sum((work) => work.weight);
  const done = sum((work) => (work.weight * work.done) / work.count);
  const rows = sum((work) => work.rows);
  return {
    ranges: sum((work) => work.count), rangesDone: sum((work) => work.done),
    aggregates: sum((work) => work.aggregates), rows, refused: sum((work) => work.refused), mismatches: sum((work) => work.mismatches),
    rowsPerSecond: activeMs > 0 ? Math.round((rows * 1000) / activeMs) : 0,
    percent: weight > 0 ? Math.floor((100 * done) / weight + 1e-9) : 100,
    eta: estimateEnd({ left: weight - done, done, activeMs, speeds }),
  };
}

/** The same, entity by entity. */
export const entitiesOf = ({ works }: RangesState): EntityProgress[] => works.map((work) => ({
  entity: work.entity, state: work.state, ranges: work.count, rangesDone: work.done, aggregates: work.aggregates, rows: work.rows,
}));

/** Everything that asks. */
export const holdsOf = ({ works }: RangesState): Hold[] => works.flatMap((work) => (work.hold ? [work.hold] : []));
