import { withSource, type SourcePool } from './connect';

/** A moment as MySQL writes a `datetime(6)`, UTC. */
export function toMicroseconds(at: Date, microseconds: number): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')}.${String(microseconds).padStart(6, '0')}`;
}

/** Commits a heartbeat row with this program's own clock, so that its age can be told when it arrives in the stream. */
export async function writeHeartbeat(pool: SourcePool, now: Date = new Date()): Promise<string> {
  const at = toMicroseconds(now, now.getUTCMilliseconds() * 1000);
  await withSource(pool, (connection) => connection.query('UPDATE banyan.heartbeat SET at = ?', [at]));
  return at;
}

/** Milliseconds between a heartbeat and now, by this program's clock. */
export function heartbeatAge(heartbeat: string, now: Date = new Date()): number {
  return now.getTime() - Date.parse(`${heartbeat.replace(' ', 'T')}Z`);
}
