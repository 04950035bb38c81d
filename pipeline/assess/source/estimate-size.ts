import type { SizeEstimate } from '../../../contracts/assessment';
import { probeSpeed } from './probe-speed';
import type { ShopView } from './source-view';
import { mappedTables } from './table-stats';

/** A run against reading and decoding alone: measured on a million rows, the copy took twice as long and the verification three times. */
const timesRead = 5;

/** An estimate, and why it has no time when it has none. */
export interface Estimated extends SizeEstimate {
  readonly untimed?: string;
}

/** How much there is to move and how long it will take unthrottled: sizes by the server's estimate, speed by a probe. */
export async function estimateSize(view: ShopView): Promise<Estimated> {
  const tables = mappedTables(view.entities);
  const sum = (of: 'rows' | 'bytes'): number => tables.reduce((total, table) => total + (view.stats.get(table)?.[of] ?? 0), 0);
  const size = { rows: sum('rows'), bytes: sum('bytes') };
  try {
    const speed = await probeSpeed(view);
    if (speed.rows === 0) return { ...size, untimed: 'the shop has no rows to time' };
    return { ...size, seconds: Math.ceil((size.rows / speed.rows) * speed.seconds * timesRead) };
  } catch (error) {
    return { ...size, untimed: (error as Error).message };
  }
}
