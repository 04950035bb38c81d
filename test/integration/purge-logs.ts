import type { Connection, RowDataPacket } from 'mysql2/promise';
import { eventually } from './pipeline/run-shop-stream';

/** Deletes every log file but a new one. A file stays while a reader that has gone is still thought to be there. */
export async function purgeLogs(root: Connection): Promise<void> {
  await root.query('FLUSH BINARY LOGS');
  await eventually('the purge', async () => {
    await root.query('PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY');
    const [files] = await root.query<RowDataPacket[]>('SHOW BINARY LOGS');
    return files.length === 1;
  });
}
