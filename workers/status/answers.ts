import type { TargetContext } from '../../pipeline/context';
import { streamErrors } from '../../pipeline/stream-errors';
import { streamStatus } from '../../pipeline/stream-status';
import { recentSchemaChanges, syncStatus, whyItStands, type SyncStatus } from '../../pipeline/sync-status';
import { unknown, type Answer } from './answer';
import type { SilenceVerdict } from './judge-silence';

/** Lag and errors are counted over the last minutes. */
const windowMs = 5 * 60_000;

export const windowStart = (): Date => new Date(Date.now() - windowMs);

const seconds = (ms: number | undefined): number | null => (ms === undefined ? null : Math.round(ms) / 1000);

/** `GET /api/v1/sync-lag`: seconds. `lag_seconds` is the age of the newest heartbeat in the targets: never less than the lag. */
export async function answerLag(context: TargetContext): Promise<Answer> {
  const { behindMs, lag } = await streamStatus(context, windowStart());
  if (behindMs === undefined) return unknown('no heartbeat has come through the stream yet', { lag_seconds: null, p50: null, p95: null, p99: null });
  const [p50, p95, p99] = [seconds(lag?.p50), seconds(lag?.p95), seconds(lag?.p99)];
  return { status: 200, body: { lag_seconds: seconds(behindMs), p50, p95, p99, samples: lag?.samples ?? 0, window_seconds: windowMs / 1000 } };
}

/** `GET /api/v1/error-rate`: percent of the aggregates taken up by the stream that it could not carry. */
export async function answerErrors(context: TargetContext): Promise<Answer> {
  const { taken, errors } = await streamErrors(context, windowStart());
  if (taken === 0) return unknown(`no change was taken up within ${windowMs / 1000} s: there is nothing to tell a rate from`, { rate: null });
  return { status: 200, body: { rate: ratePercent(taken, errors), errors, taken, window_seconds: windowMs / 1000 } };
}

/** Percent with three decimals, rounded up: a single error is never shown as none. */
export const ratePercent = (taken: number, errors: number): number => Math.ceil((errors / taken) * 100_000) / 1000;

/** `GET /api/v1/sync-status`: the stream and every entity. */
export async function answerStatus(context: TargetContext, silence: SilenceVerdict): Promise<Answer> {
  const { stream, entities } = await syncStatus(context, windowStart());
  return {
    status: 200,
    body: {
      stream: { running: stream.running, label: stream.label, lag_seconds: seconds(stream.behindMs), heals: stream.heals, open_gaps: stream.gaps.length, away: stream.away },
      dead_man: { state: silence.state, alarm: silence.alarm, says: silence.says },
      entities: Object.fromEntries(entities.map((entity) => [entity.entity, {
        state: entity.state,
        ...(entity.why === undefined ? {} : { why: entity.why }),
        applied_label: entity.appliedLabel,
        published_label: entity.publishedLabel,
        unsettled_batches: entity.unsettledBatches,
        dirty_keys: entity.dirtyKeys,
        quarantined: entity.quarantined,
        dead_letters: entity.deadLetters,
        oldest_dead_letter_seconds: seconds(entity.oldestLetterMs),
        last_event: entity.lastEvent?.toISOString() ?? null,
      }])),
      schema_changes: (await recentSchemaChanges(context)).map(({ at, entity, severity, says }) => ({ at: at.toISOString(), entity, severity, says })),
    },
  };
}

/**
 * `GET /health`: 200 only while the stream is known to run, every part of its way answers, and nothing alarms. Held
 * entities, open gaps and dead letters degrade it.
 */
export async function answerHealth(context: TargetContext, silence: SilenceVerdict): Promise<Answer> {
  const status = await syncStatus(context, windowStart());
  const problems = problemsOf(status, silence);
  const held = status.entities.filter((entity) => entity.state === 'paused').map((entity) => entity.entity);
  const letters = status.stream.deadLetters;
  const degraded = held.length > 0 || status.stream.gaps.length > 0 || Object.keys(letters).length > 0;
  return {
    status: problems.length > 0 ? 503 : 200,
    body: {
      status: problems.length > 0 ? 'unhealthy' : degraded ? 'degraded' : 'ok', problems, held, open_gaps: status.stream.gaps.length, dead_letters: letters,
      away: status.stream.away, dead_man: silence.state,
    },
  };
}

/** A part that is known to be away comes first: what is late, is late because of it. */
function problemsOf({ stream, entities }: SyncStatus, silence: SilenceVerdict): string[] {
  const unsettled = Math.max(0, ...entities.map(({ unsettledBatches }) => unsettledBatches));
  return [
    ...stream.away.map(({ says, remedy }) => `${says}: ${remedy}`),
    ...(stream.running && stream.label > 0 || stream.away.length > 0 ? [] : [whyItStands(stream, unsettled)]),
    ...(silence.state === 'ok' ? [] : [`dead-man check: ${silence.says}`]),
  ];
}
