/** How much was done by when. */
export interface Mark {
  readonly done: number;
  /** Milliseconds of work up to then. */
  readonly ms: number;
}

const marksKept = 64;

/**
 * Adds a mark. Of too many every second one goes, so that few of them reach back to the beginning of any run. Work that is
 * to be done again makes those before worthless.
 */
export function addMark(marks: readonly Mark[], mark: Mark): Mark[] {
  if ((marks.at(-1)?.done ?? 0) > mark.done) return [mark];
  const all = [...marks, mark];
  return all.length <= marksKept ? all : all.filter((_, at) => (all.length - at) % 2 === 1);
}

/**
 * Work per millisecond over the second half of what is done: a copy starts cold, and what slows it down comes and goes.
 * @returns undefined before there is anything to tell it from.
 */
export function recentRate(marks: readonly Mark[]): number | undefined {
  const last = marks.at(-1);
  if (!last) return undefined;
  const from = marks.findLast(({ done }) => done <= last.done / 2) ?? { done: 0, ms: 0 };
  return last.ms > from.ms && last.done > from.done ? (last.done - from.done) / (last.ms - from.ms) : undefined;
}
