import { createPool } from 'mysql2/promise';
import { setTimeout } from 'node:timers/promises';
import { createRandom } from '../shoppers/random';
import type { Address } from './bench-servers';
import { BACKLOG_TABLE, createCustomerPicks } from './make-backlog';

export interface LoadPlan {
  readonly server: Address;
  readonly database: string;
  /** Rows a second, each a transaction. */
  readonly rate: number;
}

/** What the shop wrote. */
export interface LoadResult {
  readonly acknowledged: number;
  readonly seconds: number;
}

const connections = 16;
const tickMs = 5;

/**
 * Changes customers at a steady rate, whether or not the shop keeps up, until its parent says a word; then tells what was
 * acknowledged. Argument: a {@link LoadPlan}.
 */
async function main(): Promise<void> {
  const { server, database, rate } = JSON.parse(process.argv[2]!) as LoadPlan;
  const pool = createPool({ ...server, database, connectionLimit: connections });
  const customer = createCustomerPicks(createRandom(2).next);
  let stopped = false;
  process.once('message', () => (stopped = true));
  let [issued, acknowledged] = [0, 0];
  let failed: unknown;
  const change = async (n: number): Promise<void> => {
    await pool.execute(`UPDATE ${BACKLOG_TABLE} SET rp_token = ? WHERE entity_id = ?`, [`token-${n}`, customer()]);
    acknowledged += 1;
  };
  const began = performance.now();
  while (!stopped) {
    for (const due = ((performance.now() - began) / 1000) * rate; issued < due; issued += 1) void change(issued).catch((error: unknown) => (failed = error));
    if (failed) throw failed;
    await setTimeout(tickMs);
  }
  const seconds = (performance.now() - began) / 1000;
  process.send?.({ acknowledged, seconds } satisfies LoadResult);
  await pool.end();
  process.disconnect?.();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
