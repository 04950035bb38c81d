import type { TargetClient } from './connect';

/** An aggregate whose change could not be applied. Names only. */
export interface DeadLetter {
  readonly entity: string;
  /** -1 when the event itself could not be read. */
  readonly key: number;
  readonly label: number;
  readonly eventId: string;
  readonly error: string;
  readonly attempts: number;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
}

export interface DeadLetterFilter {
  readonly entity?: string;
  readonly key?: number;
  /** Most rows to return. */
  readonly limit: number;
}

const matching = '($1::varchar IS NULL OR entity_type = $1) AND ($2::bigint IS NULL OR magento_id = $2)';

/** Keeps a dead letter: one per aggregate, with the attempts of all of them and the moment of the first. */
export async function keepDeadLetter(client: TargetClient, letter: DeadLetter): Promise<void> {
  await client.query(
    `INSERT INTO banyan.dead_letters AS kept (entity_type, magento_id, label, event_id, error, attempts, first_seen, last_seen)
     SELECT $1::varchar, $2::bigint, $3::bigint, $4, $5, $6, $7, $8
      WHERE NOT EXISTS (SELECT 1 FROM banyan.magento_id_map map WHERE map.entity_type = $1::varchar AND map.magento_id = $2::bigint AND map.label > $3::bigint)
     ON CONFLICT (entity_type, magento_id) DO UPDATE
       SET label = greatest(kept.label, excluded.label), event_id = excluded.event_id, error = excluded.error,
           attempts = kept.attempts + excluded.attempts, last_seen = excluded.last_seen`,
    [letter.entity, letter.key, letter.label, letter.eventId, letter.error, letter.attempts, letter.firstSeen, letter.lastSeen]);
}

/** Dead letters, the oldest first. */
export async function readDeadLetters(client: TargetClient, { entity, key, limit }: DeadLetterFilter): Promise<DeadLetter[]> {
  const result = await client.query<DeadLetter>(
    `SELECT entity_type AS entity, magento_id AS key, label, event_id AS "eventId", error, attempts, first_seen AS "firstSeen", last_seen AS "lastSeen"
       FROM banyan.dead_letters WHERE ${matching} ORDER BY first_seen, entity_type, magento_id LIMIT $3`, [entity ?? null, key ?? null, limit]);
  return result.rows;
}

/** How many dead letters there are, by entity. */
export async function countDeadLetters(client: TargetClient): Promise<ReadonlyMap<string, number>> {
  const result = await client.query<{ entity: string; count: number }>(
    'SELECT entity_type AS entity, count(*) AS count FROM banyan.dead_letters GROUP BY 1 ORDER BY 1');
  return new Map(result.rows.map(({ entity, count }) => [entity, count]));
}

/** How an entity's dead letters stand. */
export interface LetterSummary {
  readonly entity: string;
  readonly count: number;
  /** Milliseconds since the first attempt of the oldest. */
  readonly oldestMs: number;
  /** The oldest state that one of the aggregates has in the target, by its label; 0: it has none. Undefined when none could be read. */
  readonly carriedUpTo: number | undefined;
}

/** Dead letters by entity. */
export async function summarizeLetters(client: TargetClient): Promise<LetterSummary[]> {
  const { rows } = await client.query<Omit<LetterSummary, 'carriedUpTo'> & { carriedUpTo: number | null }>(
    `SELECT entity_type AS entity, count(*) AS count, greatest(0, extract(epoch FROM clock_timestamp() - min(first_seen)) * 1000)::float8 AS "oldestMs",
            min(coalesce(map.label, 0)) FILTER (WHERE magento_id >= 0) AS "carriedUpTo"
       FROM banyan.dead_letters LEFT JOIN banyan.magento_id_map AS map USING (entity_type, magento_id) GROUP BY 1`);
  return rows.map(({ carriedUpTo, ...row }) => ({ ...row, carriedUpTo: carriedUpTo ?? undefined }));
}

/** Entities of which an aggregate is a dead letter. What could not be read is not settled by that, and comes again. */
export async function lettersOf(client: TargetClient): Promise<string[]> {
  const { rows } = await client.query<{ entity: string }>({
    name: 'entities with dead letters', text: 'SELECT DISTINCT entity_type AS entity FROM banyan.dead_letters WHERE magento_id >= 0 ORDER BY 1',
  });
  return rows.map(({ entity }) => entity);
}

/** Dead letters that failed last since a moment, to the minute, and how many of them could not be read. */
export async function countRecentLetters(client: TargetClient, since: Date): Promise<{ letters: number; unreadable: number }> {
  const { rows } = await client.query<{ letters: number; unreadable: number }>(
    `SELECT count(*) AS letters, count(*) FILTER (WHERE magento_id < 0) AS unreadable
       FROM banyan.dead_letters WHERE last_seen >= date_trunc('minute', $1::timestamptz)`, [since]);
  return rows[0]!;
}

/** Whether the newest change of any of some keys is a dead letter. */
export async function hasDeadLetter(client: TargetClient, of: { entity: string; keys: readonly number[] }): Promise<boolean> {
  const result = await client.query<{ held: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM banyan.dead_letters WHERE entity_type = $1 AND magento_id = ANY($2::bigint[])) AS held', [of.entity, of.keys]);
  return result.rows[0]!.held;
}

/** Forgets dead letters of aggregates that have been carried, or are gone, at this label. */
export async function releaseDeadLetters(client: TargetClient, load: { entity: string; label: number; keys: readonly number[] }): Promise<void> {
  await client.query('DELETE FROM banyan.dead_letters WHERE entity_type = $1 AND label <= $2 AND magento_id = ANY($3::bigint[])',
    [load.entity, load.label, load.keys]);
}

/** Forgets dead letters because somebody said so. @returns how many. */
export async function dropDeadLetters(client: TargetClient, { entity, key }: { entity?: string; key?: number }): Promise<number> {
  return (await client.query(`DELETE FROM banyan.dead_letters WHERE ${matching}`, [entity ?? null, key ?? null])).rowCount ?? 0;
}
