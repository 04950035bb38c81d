import type { PipelineContext } from '../../pipeline/context';
import { streamErrors } from '../../pipeline/stream-errors';
import { streamStatus } from '../../pipeline/stream-status';
import { recentSchemaChanges, syncStatus, type SyncStatus } from '../../pipeline/sync-status';
import { unknown, type Answer } from './answer';
import type { SilenceVerdict } from './judge-silence';

/** Lag and errors are counted over the last minutes. */
const windowMs = 5 * 60_000;

export const windowStart = (): Date => new Date(Date.now() - windowMs);

const seconds = (ms: number | undefined): number | null => (ms === undefined ? null : Math.round(ms) / 1000);

/** `GET /api/v1/sync-lag`: seconds. `lag_seconds` is the age of the newest heartbeat in the targets: never less than the lag. */
export async function answerLag(context: PipelineContext): Promise<Answer> {
  const { behindMs, lag } = await streamStatus(context, windowStart());
  if (behindMs === undefined) return unknown('no heartbeat has come through the stream yet', { lag_seconds: null, p50: null, p95: null, p99: null });
  const [p50, p95, p99] = [seconds(lag?.p50), seconds(lag?.p95), seconds(lag?.p99)];
  return { status: 200, body: { lag_seconds: seconds(behindMs), p50, p95, p99, samples: lag?.samples ?? 0, window_seconds: windowMs / 1000 } };
}

/** `GET /api/v1/error-rate`: percent of the aggregates taken up by the stream that it could not carry. */
export async function answerErrors(context: PipelineContext): Promise<Answer> {
  const { taken, errors } = await streamErrors(context, windowStart());
  if (taken === 0) return unknown(`no change was taken up within ${windowMs / 1000} s: there is nothing to tell a rate from`, { rate: null });
  return { status: 200, body: { rate: ratePercent(taken, errors), errors, taken, window_seconds: windowMs / 1000 } };
}

/** Percent with three decimals, rounded up: a single error is never shown as none. */
export const ratePercent = (taken: number, errors: number): number => Math.ceil((errors / taken) * 100_000) / 1000;

/** `GET /api/v1/sync-status`: the stream and every entity. */
export async function answerStatus(context: PipelineContext, silence: SilenceVerdict): Promise<Answer> {
  const { stream, entities, gaps } = await syncStatus(context, windowStart());
  return {
    status: 200,
    body: {
      stream: { running: stream.running, label: stream.label, lag_seconds: seconds(stream.behindMs), heals: stream.heals, open_gaps: gaps },
      dead_man: { state: silence.state, alarm: silence.alarm, says: silence.says },
      entities: Object.fromEntries(entities.map((entity) => [entity.entity, {
        state: entity.state,
        ...(entity.why === undefined ? {} : { why: entity.why }),
        applied_label: entity.appliedLabel,
        published_label: entity.publishedLabel,
        unsettled_batches: entity.unsettledBatches,
        dirty_keys: entity.dirtyKeys,
        quarantined: entity.quarantined,
        last_event: entity.lastEvent?.toISOString() ?? null,
      }])),
      schema_changes: (await recentSchemaChanges(context)).map(({ at, entity, severity, says }) => ({ at: at.toISOString(), entity, severity, says })),
    },
  };
}

/** `GET /health`: 200 only while the stream is known to run and nothing alarms. Held entities and open gaps degrade it. */
export async function answerHealth(context: PipelineContext, silence: SilenceVerdict): Promise<Answer> {
  const status = await syncStatus(context, windowStart());
  const problems = problemsOf(status, silence);
  const held = status.entities.filter((entity) => entity.state === 'paused').map((entity) => entity.entity);
  const word = problems.length > 0 ? 'unhealthy' : held.length > 0 || status.gaps > 0 ? 'degraded' : 'ok';
  return { status: problems.length > 0 ? 503 : 200, body: { status: word, problems, held, open_gaps: status.gaps, dead_man: silence.state } };
}

function problemsOf({ stream }: SyncStatus, silence: SilenceVerdict): string[] {
  return [
    ...(stream.running ? [] : ['the stream has not moved for ten seconds, or was never started']),
    ...(stream.label > 0 ? [] : ['the stream has not passed a barrier yet']),
    ...(silence.state === 'ok' ? [] : [`dead-man check: ${silence.says}`]),
  ];
}
