import type { TargetClient } from './connect';

/** What one batch of the stream came to for one entity, in aggregates. */
export interface StreamCount {
  readonly entity: string;
  readonly projected: number;
  /** Quarantined. */
  readonly refused: number;
  /** Given up, because the entity failed for good. */
  readonly failed: number;
  /** The newest label that was applied; undefined when nothing was. */
  readonly label?: number;
}

/** Adds a batch to the counts of this minute, and drops those older than a week. */
export async function noteCounts(client: TargetClient, counts: readonly StreamCount[]): Promise<void> {
  if (counts.length === 0) return;
  const rows = [...counts].sort((a, b) => (a.entity < b.entity ? -1 : 1));
  const column = <Key extends keyof StreamCount>(key: Key): StreamCount[Key][] => rows.map((row) => row[key]);
  await client.query(
    `INSERT INTO banyan.stream_counts AS held (minute, entity_type, projected, refused, failed)
     SELECT date_trunc('minute', clock_timestamp()), * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])
     ON CONFLICT (minute, entity_type) DO UPDATE
        SET projected = held.projected + excluded.projected, refused = held.refused + excluded.refused, failed = held.failed + excluded.failed`,
    [column('entity'), column('projected'), column('refused'), column('failed')]);
  await client.query(
    `INSERT INTO banyan.stream_events AS held (entity_type, label)
     SELECT * FROM unnest($1::text[], $2::bigint[])
     ON CONFLICT (entity_type) DO UPDATE SET label = greatest(held.label, excluded.label), at = excluded.at`,
    [column('entity'), rows.map((row) => row.label ?? 0)]);
  await client.query(`DELETE FROM banyan.stream_counts WHERE minute < now() - interval '7 days'`);
}

/** Aggregates the stream took up since a moment, and how many of them it could not carry. */
export interface StreamErrors {
  readonly taken: number;
  readonly errors: number;
}

/** Sums the counts since a moment, to the minute. */
export async function readErrors(client: TargetClient, since: Date): Promise<StreamErrors> {
  const result = await client.query<{ taken: string; errors: string }>(
    `SELECT coalesce(sum(projected + refused + failed), 0)::text AS taken, coalesce(sum(refused + failed), 0)::text AS errors
       FROM banyan.stream_counts WHERE minute >= date_trunc('minute', $1::timestamptz)`, [since]);
  return { taken: Number(result.rows[0]!.taken), errors: Number(result.rows[0]!.errors) };
}

/** The newest change of an entity that the stream brought. */
export interface StreamEvent {
  readonly entity: string;
  readonly label: number;
  readonly at: Date;
}

/** The newest change of each entity that ever had one. */
export async function readEvents(client: TargetClient): Promise<StreamEvent[]> {
  return (await client.query<StreamEvent>('SELECT entity_type AS entity, label, at FROM banyan.stream_events')).rows;
}
