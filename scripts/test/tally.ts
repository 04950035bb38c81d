/** Outcome of one stage, as the last lines of `npm test` show it. */
export type Tally = {
  readonly stage: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  /** Why nothing ran, or what failed beside single tests. */
  readonly note?: string;
};

const lineOf = ({ stage, passed, failed, skipped, seconds, note }: Tally): string => {
  const counts = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  return `${stage.padEnd(12)} ${counts.padEnd(32)} ${seconds.toFixed(1)} s${note ? `  ${note}` : ''}`;
};

/** The closing lines; the last is `N passed, N failed` over all stages. */
export const summarise = (tallies: readonly Tally[]): readonly string[] => {
  const sum = (pick: (tally: Tally) => number): number => tallies.reduce((total, tally) => total + pick(tally), 0);
  return ['', ...tallies.map(lineOf), '', `${sum((tally) => tally.passed)} passed, ${sum((tally) => tally.failed)} failed`];
};

/** Green means: nothing failed, and something was tried. */
export const isGreen = (tallies: readonly Tally[]): boolean =>
  tallies.every((tally) => tally.failed === 0) && tallies.some((tally) => tally.passed > 0);
