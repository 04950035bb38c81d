import type { EntityWork } from './ranges-state';

/** A range to start now. */
export interface PickedRange {
  readonly work: EntityWork;
  readonly ordinal: number;
}

/**
 * Takes the next range: entities in their order, so that what others refer to comes first, interrupted ranges before
 * new ones. Later entities fill free lanes; ids are derived, so nothing breaks when they overlap.
 */
export function pickRange(works: readonly EntityWork[]): PickedRange | undefined {
  for (const work of works) {
    if (work.state !== 'waiting' && work.state !== 'active') continue;
    const again = work.redo.shift();
    if (again !== undefined) return { work, ordinal: again };
    if (work.next < work.count) return { work, ordinal: work.first + work.next++ };
  }
  return undefined;
}

/** Whether there is a range to take. */
export const hasRange = (works: readonly EntityWork[]): boolean =>
  works.some((work) => (work.state === 'waiting' || work.state === 'active') && (work.redo.length > 0 || work.next < work.count));

/** Whether every entity is done or was skipped. */
export const isSettled = (works: readonly EntityWork[]): boolean => works.every((work) => work.state === 'done' || work.state === 'skipped');
