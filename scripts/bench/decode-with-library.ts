import ZongJi from '@vlasky/zongji';
import type { SourceConfig } from '../../source/connect';
import { BACKLOG_TABLE, type Backlog } from './make-backlog';
import type { LogResult } from './start-log-worker';

const serverId = 184_055;
const events = ['rotate', 'format', 'tablemap', 'writerows', 'updaterows', 'deleterows'];

/** Every column of both images as the library decodes them that Banyan's reader stands on. */
export async function decodeWithLibrary({ host, port, user, password, database }: SourceConfig, { file, position, warm, measured }: Backlog): Promise<Omit<LogResult, 'memory'>> {
  const zongji = new ZongJi({ host, port, user, password });
  let [changes, began] = [0, 0];
  await new Promise<void>((resolve, reject) => {
    zongji.on('error', reject);
    zongji.on('binlog', (event) => {
      changes += (event as { readonly rows?: readonly unknown[] }).rows?.length ?? 0;
      if (changes >= warm.rows) began ||= performance.now();
      if (changes >= warm.rows + measured.rows) resolve();
    });
    zongji.start({ serverId, filename: file, position, includeEvents: events, includeSchema: { [database]: [BACKLOG_TABLE] } });
  });
  const seconds = (performance.now() - began) / 1000;
  zongji.stop();
  return { seconds, changes };
}
