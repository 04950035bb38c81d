import { phaseNames, type PhaseName } from '../contracts/messages';
import type { Eta, Progress, RunStatus } from '../contracts/outcomes';
import { asCount, asTime } from '../pipeline/assess/words';
import { verifiedNow, type KnownStream } from './verified-now';

/** A run's status as lines for a person. `now` is for tests. */
export function describeStatus(stored: RunStatus, stream: KnownStream, now: Date = new Date()): string {
  const status = verifiedNow(stored, stream);
  const over = isOver(status);
  const lines = [
    describeState(status, now),
    ...(over ? [] : describeWaiting(status, now)),
    ...status.holds.flatMap(({ part, entity, failure, message, remedy }) => [`holds: ${part}${entity ? `, ${entity}` : ''}: ${failure}: ${message}`, `  remedy: ${remedy}`]),
    ...(status.backfill ? [`backfill  ${describeProgress(status.backfill, over || isLeft(status, 'backfill', status.backfill))}`] : []),
    ...(status.verify ? [`verify    ${describeProgress(status.verify, over || isLeft(status, 'verify', status.verify))}, ${asCount(status.verify.mismatches)} mismatches`] : []),
    ...(status.skipped.length > 0 ? [`skipped   ${status.skipped.join(', ')}`] : []),
    // Behind a run that is over nobody has to keep up.
    ...(over ? [] : [`stream    ${describeStream(stream)}`, ...describeAway(stream)]),
    ...describeGaps(stream),
    ...(status.verification ? [describeVerification(status.verification, stream)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const isOver = ({ state }: RunStatus): boolean => state === 'aborted' || state === 'verified';

/** Whether the work of a phase is done: the run is beyond it, or only its gate keeps it. */
const isLeft = ({ phase, gate }: RunStatus, asked: PhaseName, { percent }: Progress): boolean =>
  phaseNames.indexOf(phase) > phaseNames.indexOf(asked) || (phase === asked && gate !== undefined && percent >= 100);

const span = (from: string, to: Date): string => asTime((to.getTime() - Date.parse(from)) / 1000);

function describeState(status: RunStatus, now: Date): string {
  const { run, state, phase, phaseSince, startedAt, endedAt } = status;
  if (!isOver(status)) return `run ${run}: ${state}, in ${phase} for ${span(phaseSince, now)}, since its start ${span(startedAt, now)}`;
  const ended = endedAt === undefined ? '' : `, at ${endedAt.slice(0, 19).replace('T', ' ')} UTC after ${span(startedAt, new Date(endedAt))}`;
  return `run ${run}: ${state}, over since it was in ${phase}${ended}`;
}

function describeWaiting({ gate, paused }: RunStatus, now: Date): string[] {
  return [
    ...(paused ? [`paused by ${paused.who}: ${paused.why}`] : []),
    ...(gate ? [`gate ${gate.gate} waits for ${span(gate.since, now)}`, ...gate.checks.map(({ name, verdict, detail }) => `  ${verdict.padEnd(7)} ${name}: ${detail}`)] : []),
    ...(gate?.rejected ? [`  rejected by ${gate.rejected.who}: ${gate.rejected.why}`] : []),
  ];
}

function describeProgress({ percent, aggregates, rows, rowsPerSecond, eta, refused }: Progress, done: boolean): string {
  const left = done ? ', done' : eta ? `, ${describeEta(eta)}` : '';
  return `${percent.toFixed(1)} %, ${asCount(aggregates)} aggregates, ${asCount(rows)} rows, ${asCount(rowsPerSecond)} rows/s${left}${refused > 0 ? `, ${asCount(refused)} refused` : ''}`;
}

const describeEta = ({ seconds, low, high }: Eta): string => `done in ${asTime(seconds)} (${asTime(low)} to ${asTime(high)})`;

function describeStream(stream: KnownStream): string {
  if (typeof stream === 'string') return `unknown: ${stream}`;
  const dirty = Object.values(stream.dirty).reduce((sum, count) => sum + count, 0);
  const behind = stream.behindMs === undefined ? 'lag unknown' : `${asCount(stream.behindMs)} ms behind`;
  const lag = stream.lag ? `, p50 ${asCount(stream.lag.p50)} ms, p99 ${asCount(stream.lag.p99)} ms` : '';
  const letters = Object.entries(stream.deadLetters).map(([entity, count]) => `${entity} ${asCount(count)}`).join(', ');
  return `${stream.running ? 'running' : 'NOT RUNNING'}, ${behind}${lag}, ${asCount(dirty)} dirty keys, ${asCount(stream.heals)} heals${letters === '' ? '' : `, DEAD LETTERS: ${letters} (banyan dlq list)`}`;
}

/** A gap outlives the run that noticed it. */
const describeGaps = (stream: KnownStream): string[] => (typeof stream === 'string' || stream.gaps.length === 0 ? [] : [
  `OPEN GAPS ${asCount(stream.gaps.length)} in the log, which only a green verification closes`,
  ...stream.gaps.map(({ notedAt, why, restartedAt }) => `  since ${notedAt.toISOString().slice(0, 19).replace('T', ' ')} UTC: ${why}; ${restartedAt === null ? 'banyan restart-stream follows anew and copies everything again' : 'the stream was restarted, and everything is copied and compared again'}`),
]);

/** Which part keeps the stream, and what to do. */
const describeAway = (stream: KnownStream): string[] =>
  (typeof stream === 'string' ? [] : stream.away.flatMap(({ says, remedy }) => [`away: ${says}`, `  remedy: ${remedy}`]));

function describeVerification({ verification, rows, mismatches, uncovered, unaccepted, green }: NonNullable<RunStatus['verification']>, stream: KnownStream): string {
  return [
    `verified  ${verification}: ${green ? 'green' : 'NOT GREEN'}`, `${asCount(rows)} rows`, `${asCount(mismatches)} mismatches`,
    `${asCount(unaccepted)} quarantined and not accepted${typeof stream === 'string' ? ' when it was compared' : ''}`,
    ...(uncovered.length > 0 ? [`not compared whole: ${uncovered.join(', ')}`] : []),
    ...(typeof stream !== 'string' && stream.gaps.length > 0 ? ['the log has a gap'] : []),
  ].join(', ');
}
