import type { TargetClient } from './connect';

/** The second up to which moments were seen to; undefined before the stream ever looked. */
export async function readPassed(client: TargetClient, stream: string): Promise<number | undefined> {
  const result = await client.query<{ passed: number }>('SELECT passed FROM banyan.staged_moments WHERE stream = $1', [stream]);
  return result.rows[0]?.passed;
}

/** Notes up to which second moments were seen to. It goes back when the source's clock does. */
export async function notePassed(client: TargetClient, stream: string, passed: number): Promise<void> {
  await client.query(
    `INSERT INTO banyan.staged_moments (stream, passed) VALUES ($1, $2)
     ON CONFLICT (stream) DO UPDATE SET passed = excluded.passed`, [stream, passed]);
}
