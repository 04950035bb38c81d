import { BanyanFailure } from '../contracts/failures';
import type { TargetClient } from './connect';

/** Where the stream stands. The token is the reader's own word for a position and is never compared. */
export interface StreamState {
  readonly fence: number;
  readonly token: unknown;
  readonly label: number;
  readonly heartbeat: Date | null;
}

/** Takes the stream over: whoever held it before can no longer move it. */
export async function takeStream(client: TargetClient, stream: string): Promise<StreamState> {
  const result = await client.query<StreamState>(
    `INSERT INTO banyan.stream_tokens AS held (stream, fence) VALUES ($1, 1)
     ON CONFLICT (stream) DO UPDATE SET fence = held.fence + 1
     RETURNING fence, token, label, heartbeat`, [stream]);
  return result.rows[0]!;
}

/** Reads where the stream stands without touching it; undefined before it ever started. */
export async function readStream(client: TargetClient, stream: string): Promise<StreamState | undefined> {
  const result = await client.query<StreamState>('SELECT fence, token, label, heartbeat FROM banyan.stream_tokens WHERE stream = $1', [stream]);
  return result.rows[0];
}

export interface TokenMove {
  readonly stream: string;
  readonly fence: number;
  readonly token: unknown;
  /** The newest barrier in the batch, if it held one. */
  readonly label?: number;
  /** The newest heartbeat in the batch, as PostgreSQL reads timestamps, if it held one. */
  readonly heartbeat?: string;
  /** Entities with an aggregate that is a dead letter by now; as before when not given. Read once everything before the token is settled. */
  readonly deadLetters?: readonly string[];
}

/** Moves the token, in the transaction that applies the batch's last entity. A zombie's fence matches nothing and aborts it. */
export async function moveToken(client: TargetClient, move: TokenMove): Promise<void> {
  const result = await client.query(
    `UPDATE banyan.stream_tokens SET token = $3, label = greatest(label, coalesce($4::bigint, 0)),
            heartbeat = greatest(heartbeat, $5::timestamptz), dead_letters = coalesce($6::text[], dead_letters), moved_at = clock_timestamp()
      WHERE stream = $1 AND fence = $2`,
    [move.stream, move.fence, JSON.stringify(move.token), move.label ?? null, move.heartbeat ?? null, move.deadLetters ?? null]);
  if (result.rowCount !== 1) {
    throw new BanyanFailure('SecondWriterDetected', `stream ${move.stream}: another reader has taken over (fence ${move.fence} is no longer current)`);
  }
}

/** Forgets the position, so that the next reader begins at the source's present end. Whoever reads now is fenced off. */
export async function forgetToken(client: TargetClient, stream: string): Promise<void> {
  await client.query('UPDATE banyan.stream_tokens SET token = NULL, heartbeat = NULL, fence = fence + 1 WHERE stream = $1', [stream]);
}
