import type { TargetClient } from './connect';

/** What was sent of an entity and is not known to be in the target. */
export interface Unsettled {
  readonly entity: string;
  readonly batches: number;
  /** The newest label under which an event of the entity was sent. */
  readonly publishedLabel: number;
  /** When the broker last took events of the entity, by the sender's clock; null when that was before it was noted. */
  readonly sentAt: Date | null;
}

/** Notes how things are now; entities that are not named have nothing under way. */
export async function noteUnsettled(client: TargetClient, all: readonly Unsettled[]): Promise<void> {
  await client.query('UPDATE banyan.unsettled SET batches = 0, noted_at = clock_timestamp() WHERE entity_type <> ALL($1::text[])', [all.map(({ entity }) => entity)]);
  await client.query(
    `INSERT INTO banyan.unsettled AS held (entity_type, batches, published_label, sent_at)
     SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[], $4::timestamptz[]) AS now(entity, batches, label, sent_at) ORDER BY entity
     ON CONFLICT (entity_type) DO UPDATE SET batches = excluded.batches, published_label = greatest(held.published_label, excluded.published_label),
                                             sent_at = excluded.sent_at, noted_at = clock_timestamp()`,
    [all.map(({ entity }) => entity), all.map(({ batches }) => batches), all.map(({ publishedLabel }) => publishedLabel), all.map(({ sentAt }) => sentAt)]);
}

/** What was noted within the last ten seconds: older notes are of a stream that has ended. */
export async function readUnsettled(client: TargetClient): Promise<Unsettled[]> {
  const result = await client.query<Unsettled>(
    `SELECT entity_type AS entity, batches, published_label AS "publishedLabel", sent_at AS "sentAt" FROM banyan.unsettled
      WHERE noted_at > clock_timestamp() - interval '10 seconds'`);
  return result.rows;
}
