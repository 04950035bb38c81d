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
