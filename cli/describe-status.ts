import type { Eta, Progress, RunStatus } from '../contracts/outcomes';
import { asCount, asTime } from '../pipeline/assess/words';
import type { StreamStatus } from '../pipeline/stream-status';

/** What is known of the stream; a sentence why not, when it is not. */
export type KnownStream = StreamStatus | string;

/** A run's status as lines for a person. `now` is for tests. */
export function describeStatus(status: RunStatus, stream: KnownStream, now: Date = new Date()): string {
  const since = (at: string): string => asTime((now.getTime() - Date.parse(at)) / 1000);
  const { gate, paused } = status;
  const lines = [
    `run ${status.run}: ${status.state}, in ${status.phase} for ${since(status.phaseSince)}, since its start ${since(status.startedAt)}`,
    ...(paused ? [`paused by ${paused.who}: ${paused.why}`] : []),
    ...(gate ? [`gate ${gate.gate} waits for ${since(gate.since)}`, ...gate.checks.map(({ name, verdict, detail }) => `  ${verdict.padEnd(7)} ${name}: ${detail}`)] : []),
    ...(gate?.rejected ? [`  rejected by ${gate.rejected.who}: ${gate.rejected.why}`] : []),
    ...status.holds.flatMap(({ part, entity, failure, message, remedy }) => [`holds: ${part}${entity ? `, ${entity}` : ''}: ${failure}: ${message}`, `  remedy: ${remedy}`]),
    ...(status.backfill ? [`backfill  ${describeProgress(status.backfill)}`] : []),
    ...(status.verify ? [`verify    ${describeProgress(status.verify)}, ${asCount(status.verify.mismatches)} mismatches`] : []),
    ...(status.skipped.length > 0 ? [`skipped   ${status.skipped.join(', ')}`] : []),
    `stream    ${describeStream(stream)}`,
    ...(status.verification ? [describeVerification(status.verification)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

export function describeProgress({ percent, aggregates, rows, rowsPerSecond, eta, refused }: Progress): string {
  const left = eta ? `, ${describeEta(eta)}` : '';
  return `${percent.toFixed(1)} %, ${asCount(aggregates)} aggregates, ${asCount(rows)} rows, ${asCount(rowsPerSecond)} rows/s${left}${refused > 0 ? `, ${asCount(refused)} refused` : ''}`;
}

const describeEta = ({ seconds, low, high }: Eta): string => `done in ${asTime(seconds)} (${asTime(low)} to ${asTime(high)})`;

function describeStream(stream: KnownStream): string {
  if (typeof stream === 'string') return `unknown: ${stream}`;
  const dirty = Object.values(stream.dirty).reduce((sum, count) => sum + count, 0);
  const behind = stream.behindMs === undefined ? 'lag unknown' : `${asCount(stream.behindMs)} ms behind`;
  const lag = stream.lag ? `, p50 ${asCount(stream.lag.p50)} ms, p99 ${asCount(stream.lag.p99)} ms` : '';
  return `${stream.running ? 'running' : 'NOT RUNNING'}, ${behind}${lag}, ${asCount(dirty)} dirty keys, ${asCount(stream.heals)} heals`;
}

const describeVerification = ({ verification, rows, mismatches, unaccepted, uncovered, green }: NonNullable<RunStatus['verification']>): string =>
  `verified  ${verification}: ${green ? 'green' : 'NOT GREEN'}, ${asCount(rows)} rows, ${asCount(mismatches)} mismatches, ${asCount(unaccepted)} quarantined and not accepted${uncovered.length > 0 ? `, not compared whole: ${uncovered.join(', ')}` : ''}`;
