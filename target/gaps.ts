import type { TargetClient } from './connect';

/** A stretch of the source's log that nobody could read, and that no verification has proven harmless yet. */
export interface Gap {
  readonly notedAt: Date;
  readonly why: string;
  /** Absent while nobody has restarted the stream. */
  readonly restartedAt: Date | null;
}

/** Notes that the position is lost, once until the stream is restarted. */
export async function noteGap(client: TargetClient, gap: { stream: string; why: string }): Promise<void> {
  await client.query(
    `INSERT INTO banyan.gaps (why, label)
     SELECT $2, coalesce((SELECT label FROM banyan.stream_tokens WHERE stream = $1), 0)
      WHERE NOT EXISTS (SELECT 1 FROM banyan.gaps WHERE restarted_at IS NULL)`, [gap.stream, gap.why]);
}

/** Notes that the stream begins anew: also where nobody had noticed a gap, there is one now. */
export async function noteRestart(client: TargetClient, stream: string): Promise<void> {
  await noteGap(client, { stream, why: 'the stream was restarted at the present end of the log' });
  await client.query('UPDATE banyan.gaps SET restarted_at = clock_timestamp() WHERE restarted_at IS NULL');
}

/** Gaps that are not healed, oldest first. */
export async function readGaps(client: TargetClient): Promise<Gap[]> {
  const result = await client.query<Gap>(
    'SELECT noted_at AS "notedAt", why, restarted_at AS "restartedAt" FROM banyan.gaps WHERE healed_at IS NULL ORDER BY id');
  return result.rows;
}

/** Closes the gaps that a verification has proven harmless: every range of it was compared after the restart. */
export async function closeGaps(client: TargetClient, verification: string): Promise<void> {
  await client.query(
    `UPDATE banyan.gaps SET healed_at = clock_timestamp(), healed_by = $1
      WHERE healed_at IS NULL AND restarted_at < (SELECT min(at) FROM banyan.verified_ranges WHERE verification = $1)`, [verification]);
}

/** The newest label that any aggregate of a target carries; 0 when there is none. */
export async function newestLabel(client: TargetClient): Promise<number> {
  return (await client.query<{ label: number }>('SELECT coalesce(max(label), 0) AS label FROM banyan.magento_id_map')).rows[0]!.label;
}
