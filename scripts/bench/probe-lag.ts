import { setTimeout } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { onTarget, SHOP, type BenchServers } from './bench-servers';
import { BACKLOG_TABLE, CUSTOMERS, FIRST } from './make-backlog';

/** Customers that nobody else writes to. */
export const PROBES = 500;

/** A change of one of them: when the shop acknowledged it, and how long after that it was seen in the service; milliseconds. */
export interface Probe {
  readonly at: number;
  readonly lag: number;
}

export interface Probing {
  readonly database: string;
  readonly perSecond: number;
  /** Ends the writing; what is on its way is still waited for. */
  readonly signal: AbortSignal;
}

interface Pending {
  readonly number: number;
  readonly at: number;
}

const lookMs = 5;
const patienceMs = 30_000;

/**
 * Looks on from outside: changes rows of its own in the shop, and looks for them in the service until they are there.
 * @returns what was seen, and how many were not within half a minute of the last.
 */
export async function probeLag(servers: BenchServers, { database, perSecond, signal }: Probing): Promise<{ readonly probes: readonly Probe[]; readonly missing: number }> {
  const shop = await createConnection({ ...servers.source, database: SHOP });
  const pending = new Map<number, Pending>();
  const writing = writeProbes(pending, { signal, everyMs: 1000 / perSecond }, async (key, value) => void (await shop.execute(`UPDATE ${BACKLOG_TABLE} SET rp_token = ? WHERE entity_id = ?`, [value, key])));
  try {
    const probes = await onTarget(servers, database, async (client) => {
      const ids = await client.query<{ key: number; id: string }>(
        "SELECT magento_id::int AS key, new_uuid AS id FROM banyan.magento_id_map WHERE entity_type = 'customer' AND magento_id > $1", [FIRST + CUSTOMERS]);
      const [byKey, byId] = [new Map(ids.rows.map(({ key, id }) => [key, id])), new Map(ids.rows.map(({ key, id }) => [id, key]))];
      return seeProbes(pending, { signal, writing }, async (keys) => {
        const { rows } = await client.query<{ id: string; value: string }>('SELECT id, rp_token AS value FROM customer.customers WHERE id = ANY($1::uuid[])', [keys.map((key) => byKey.get(key))]);
        return rows.map(({ id, value }) => [byId.get(id)!, value] as const);
      });
    });
    return { probes, missing: pending.size };
  } finally {
    await shop.end();
  }
}

const valueOf = (number: number): string => `probe-${number}`;

async function writeProbes(pending: Map<number, Pending>, { signal, everyMs }: { signal: AbortSignal; everyMs: number }, write: (key: number, value: string) => Promise<void>): Promise<void> {
  const began = performance.now();
  for (let number = 0; !signal.aborted; number += 1) {
    const key = FIRST + CUSTOMERS + 1 + (number % PROBES);
    // One that is still on its way has a lag already, and a longer one each moment.
    if (!pending.has(key)) {
      await write(key, valueOf(number));
      pending.set(key, { number, at: performance.now() });
    }
    await setTimeout(Math.max(0, began + (number + 1) * everyMs - performance.now()));
  }
}

async function seeProbes(
  pending: Map<number, Pending>, { signal, writing }: { signal: AbortSignal; writing: Promise<void> }, look: (keys: readonly number[]) => Promise<(readonly [number, string])[]>,
): Promise<Probe[]> {
  const probes: Probe[] = [];
  let failed: { readonly error: unknown } | undefined;
  writing.catch((error: unknown) => (failed = { error }));
  for (let end = Infinity; (!signal.aborted || pending.size > 0) && performance.now() < end;) {
    if (failed) throw failed.error;
    if (signal.aborted && end === Infinity) end = performance.now() + patienceMs;
    const waiting = [...pending.keys()];
    for (const [key, value] of waiting.length > 0 ? await look(waiting) : []) {
      const probe = pending.get(key)!;
      if (value !== valueOf(probe.number)) continue;
      probes.push({ at: probe.at, lag: performance.now() - probe.at });
      pending.delete(key);
    }
    await setTimeout(lookMs);
  }
  await writing;
  return probes;
}
