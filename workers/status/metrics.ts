import { Gauge, Registry } from 'prom-client';
import type { AwayPart } from '../../pipeline/away-parts';
import type { TargetContext } from '../../pipeline/context';
import { streamErrors } from '../../pipeline/stream-errors';
import { syncStatus, type EntitySync } from '../../pipeline/sync-status';
import { ratePercent, windowStart } from './answers';
import type { SilenceVerdict } from './judge-silence';

const wayParts = ['stream', 'broker', 'subscriber'] as const satisfies readonly AwayPart['part'][];
const states = ['following', 'waiting', 'paused', 'skipped', 'stopped'] as const satisfies readonly EntitySync['state'][];

/** A registry of one scrape: a figure that is not known now is absent, and never the last one, nor 0. */
interface Scrape {
  readonly registry: Registry;
  /** @param value undefined leaves the metric out. */
  gauge(name: string, help: string, value: number | undefined): void;
  /** One gauge with a value per label. */
  gauges(name: string, help: string, values: readonly { labels: Readonly<Record<string, string>>; value: number }[]): void;
}

function openScrape(): Scrape {
  const registry = new Registry();
  return {
    registry,
    gauge: (name, help, value) => {
      if (value !== undefined) new Gauge({ name, help, registers: [registry] }).set(value);
    },
    gauges: (name, help, values) => {
      if (values.length === 0) return;
      const gauge = new Gauge({ name, help, labelNames: Object.keys(values[0]!.labels), registers: [registry] });
      for (const { labels, value } of values) gauge.set({ ...labels }, value);
    },
  };
}

/** `GET /metrics` in the text format of Prometheus. `banyan_status_known` is 0 when the databases could not be asked. */
export async function renderMetrics(context: () => Promise<TargetContext>, silence: SilenceVerdict): Promise<{ text: string; type: string; error?: unknown }> {
  const scrape = openScrape();
  let error: unknown;
  try {
    await addFigures(scrape, await context());
  } catch (caught) {
    error = caught;
  }
  scrape.gauge('banyan_status_known', 'whether the databases could be asked: 1 or 0', error === undefined ? 1 : 0);
  scrape.gauge('banyan_dead_man_alarm', 'the source moves and nothing arrives, or no stream writes: 1 or 0; absent while it is not known', silence.state === 'unknown' ? undefined : Number(silence.alarm));
  scrape.gauge('banyan_silent_seconds', 'since something came through the stream', silence.silentMs === undefined ? undefined : silence.silentMs / 1000);
  return { text: await scrape.registry.metrics(), type: scrape.registry.contentType, error };
}

async function addFigures(scrape: Scrape, context: TargetContext): Promise<void> {
  const { stream, entities } = await syncStatus(context, windowStart());
  const { taken, errors } = await streamErrors(context, windowStart());
  const { lag } = stream;
  scrape.gauge('banyan_stream_running', 'the stream moved within the last ten seconds: 1 or 0', Number(stream.running));
  scrape.gauge('banyan_stream_label', 'the newest barrier that the stream has passed', stream.label > 0 ? stream.label : undefined);
  scrape.gauge('banyan_sync_lag_seconds', 'age of the newest heartbeat in the targets', stream.behindMs === undefined ? undefined : stream.behindMs / 1000);
  scrape.gauges('banyan_sync_lag_quantile_seconds', 'lag of heartbeats within five minutes',
    lag ? ([['0.5', lag.p50], ['0.95', lag.p95], ['0.99', lag.p99]] as const).map(([quantile, ms]) => ({ labels: { quantile }, value: ms / 1000 })) : []);
  scrape.gauge('banyan_sync_error_rate_percent', 'aggregates of the stream that could not be carried, within five minutes', taken === 0 ? undefined : ratePercent(taken, errors));
  scrape.gauge('banyan_sync_taken', 'aggregates that the stream took up within five minutes', taken);
  scrape.gauge('banyan_heals', 'effects of deletes that wait for their second look', stream.heals);
  scrape.gauges('banyan_part_away', 'parts of the way to the services that do not answer: 1 or 0; absent before the stream was started',
    stream.label > 0 ? wayParts.map((part) => ({ labels: { part }, value: Number(stream.away.some((away) => away.part === part)) })) : []);
  scrape.gauge('banyan_open_gaps', 'gaps in the log that no verification has proven harmless', stream.gaps.length);
  const each = (value: (entity: EntitySync) => number) => entities.map((entity) => ({ labels: { entity: entity.entity }, value: value(entity) }));
  scrape.gauges('banyan_dirty_keys', 'keys that wait to be projected again', each((entity) => entity.dirtyKeys));
  scrape.gauges('banyan_quarantined', 'aggregates in quarantine', each((entity) => entity.quarantined));
  scrape.gauges('banyan_dead_letters', 'changes that could not be applied and wait for a person', each((entity) => entity.deadLetters));
  scrape.gauges('banyan_oldest_dead_letter_seconds', 'since the oldest dead letter failed first; absent when there are none',
    entities.flatMap(({ entity, oldestLetterMs }) => (oldestLetterMs === undefined ? [] : [{ labels: { entity }, value: Math.round(oldestLetterMs) / 1000 }])));
  scrape.gauges('banyan_unsettled_batches', 'batches handed on that are not known to be in the target', each((entity) => entity.unsettledBatches));
  scrape.gauges('banyan_entity_state', 'the state of each entity: 1 for the one it is in',
    entities.flatMap((entity) => states.map((state) => ({ labels: { entity: entity.entity, state }, value: Number(entity.state === state) }))));
}
