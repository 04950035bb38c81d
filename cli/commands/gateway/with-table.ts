import { connectControl, prepareControl, type ControlPool } from '../../../gateway/flags/connect-control';
import { controlOf } from '../../../gateway/flags/control-of';
import type { Session } from '../../session';

/** Runs work with the routing's table open. */
export async function withTable<T>(session: Session, work: (pool: ControlPool) => Promise<T>): Promise<T> {
  const pool = connectControl(controlOf(session.config()));
  try {
    await prepareControl(pool);
    return await work(pool);
  } finally {
    await pool.end();
  }
}
