import { statfs } from 'node:fs/promises';
import { withTarget } from '../../../target/connect';
import { blocker, ok, warning, type Check } from '../check';
import { asBytes } from '../words';
import type { TargetView } from './target-view';

/** Rows, indexes, ledger, and the write-ahead log of a copy, against the same data and indexes at the source. */
const growth = 3;

const loopback = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** Whether the target's disk can hold the shop. PostgreSQL itself cannot say how much is free. */
export const targetSpace: Check<TargetView> = {
  name: 'target-space',
  run: async (view) => {
    if (!view.estimate) return [];
    const needed = view.estimate.bytes * growth;
    const free = loopback.has(view.at.host) ? await freeHere(view) : undefined;
    const remedy = `see that ${asBytes(needed)} are free where ${view.name} keeps its data, its write-ahead log included`;
    if (free === undefined) return [warning(`about ${asBytes(needed)} will be needed, and how much is free at ${view.name} cannot be seen from here`, remedy)];
    if (free < needed) return [blocker(`about ${asBytes(needed)} will be needed, and ${asBytes(free)} are free at ${view.name}`, remedy)];
    return [ok(`about ${asBytes(needed)} will be needed, and ${asBytes(free)} are free at ${view.name}`)];
  },
};

/** Free bytes of the data folder's disk when it is on this machine and the user may know the folder. */
async function freeHere(view: TargetView): Promise<number | undefined> {
  const folder = await withTarget(view.pool, async (client) => (await client.query<{ setting: string }>("SELECT setting FROM pg_settings WHERE name = 'data_directory'")).rows[0]?.setting);
  if (!folder) return undefined;
  try {
    const disk = await statfs(folder);
    return disk.bavail * disk.bsize;
  } catch (error) {
    if (['ENOENT', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
