import type { Eta, PartStatus } from '../../contracts/outcomes';

/** Time in words: seconds, minutes or hours. */
export const inWords = (seconds: number): string =>
  seconds < 90 ? `${seconds} s` : seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;

/** What is left, with its band. */
export const etaInWords = (eta: Eta | undefined): string => (eta ? `${inWords(eta.seconds)} left (${inWords(eta.low)} to ${inWords(eta.high)})` : 'no estimate yet');

/** A part as Markdown, for the Web UI. */
export function describePart({ part, state, progress, entities, holds }: PartStatus): string {
  const lines = [`**${part}**: ${state}`];
  if (progress) {
    lines.push('', `${progress.percent} % · ${progress.rangesDone} of ${progress.ranges} ranges · ${progress.rows} rows · ${progress.rowsPerSecond} rows/s · ${etaInWords(progress.eta)}`);
  }
  for (const hold of holds) lines.push('', `**${hold.entity ?? hold.part} holds** (${hold.failure}): ${hold.message}`, '', hold.remedy);
  const shown = entities.filter((entity) => entity.state !== 'waiting');
  if (shown.length > 0) lines.push('', '| entity | state | ranges | rows |', '|---|---|--:|--:|', ...shown.map((one) => `| ${one.entity} | ${one.state} | ${one.rangesDone}/${one.ranges} | ${one.rows} |`));
  return lines.join('\n');
}
