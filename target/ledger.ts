import type { TargetClient } from './connect';
import { copyIn } from './copy-in';

/** One aggregate as a load saw it: found, or gone. */
export interface LedgerEntry {
  readonly key: number;
  readonly uuid: string;
  readonly gone: boolean;
}

/** What the guard let through. */
export interface Accepted {
  /** Ids of roots to write. */
  readonly written: readonly string[];
  /** Ids of roots to delete. */
  readonly deleted: readonly string[];
  readonly keys: readonly number[];
  /** True when no key had a ledger row before: nothing of them can be in the service tables. */
  readonly allFresh: boolean;
}

/**
 * The guard. Locks the ledger rows of all keys in key order and lets a key through only where the stored label is not
 * newer. It runs before any service table is touched; the rows it returns are the lock.
 */
const guard = `
  INSERT INTO banyan.magento_id_map AS map (entity_type, magento_id, new_uuid, label, gone, derived)
  SELECT $1, load.key, load.uuid, $2, load.gone, true
    FROM unnest($3::bigint[], $4::uuid[], $5::boolean[]) AS load(key, uuid, gone)
   ORDER BY load.key
  ON CONFLICT (entity_type, magento_id) DO UPDATE SET label = excluded.label, gone = excluded.gone
   WHERE map.label <= excluded.label
  RETURNING map.magento_id AS key, map.new_uuid AS uuid, map.gone, (map.xmax = 0) AS fresh`;

/** Applies the guard to the entries of one load. */
export async function guardKeys(client: TargetClient, load: { entity: string; label: number; entries: readonly LedgerEntry[] }): Promise<Accepted> {
  const { entries } = load;
  const result = await client.query<{ key: number; uuid: string; gone: boolean; fresh: boolean }>({
    name: 'guard',
    text: guard,
    values: [load.entity, load.label, entries.map((entry) => entry.key), entries.map((entry) => entry.uuid), entries.map((entry) => entry.gone)],
  });
  return {
    written: result.rows.filter((row) => !row.gone).map((row) => row.uuid),
    deleted: result.rows.filter((row) => row.gone && !row.fresh).map((row) => row.uuid),
    keys: result.rows.map((row) => row.key),
    allFresh: result.rows.length === entries.length && result.rows.every((row) => row.fresh),
  };
}

/**
 * Writes keys that the ledger has no rows for: nothing to lock, nothing to compare.
 * @throws 23505 when somebody wrote one of them meanwhile; the guard takes it from there.
 */
export async function enterKeys(client: TargetClient, load: { entity: string; label: number; entries: readonly LedgerEntry[] }): Promise<Accepted> {
  // In key order, as the guard locks them.
  const entries = [...load.entries].sort((a, b) => a.key - b.key);
  const lines = entries.map(({ key, uuid, gone }) => `${load.entity}\t${key}\t${uuid}\t${load.label}\t${gone ? 't' : 'f'}\tt\n`);
  await copyIn(client, 'banyan.magento_id_map (entity_type, magento_id, new_uuid, label, gone, derived)', Buffer.from(lines.join('')));
  return { written: entries.filter(({ gone }) => !gone).map(({ uuid }) => uuid), deleted: [], keys: entries.map(({ key }) => key), allFresh: true };
}

/** What the ledger holds of a range. */
export interface KnownRange {
  /** Keys that it believes to be alive; what a range load did not find among them is gone. */
  readonly live: readonly number[];
  /** It has no row at all there. */
  readonly empty: boolean;
}

/** Reads what the ledger holds of a range of keys. */
export async function knownRange(client: TargetClient, range: { entity: string; from: number; to: number }): Promise<KnownRange> {
  const { rows } = await client.query<{ key: number; gone: boolean }>(
    'SELECT magento_id AS key, gone FROM banyan.magento_id_map WHERE entity_type = $1 AND magento_id BETWEEN $2 AND $3 ORDER BY 1',
    [range.entity, range.from, range.to]);
  return { live: rows.filter((row) => !row.gone).map((row) => row.key), empty: rows.length === 0 };
}

/** Which of some keys are alive. */
export async function liveAmong(client: TargetClient, of: { entity: string; keys: readonly number[] }): Promise<number[]> {
  const result = await client.query<{ key: number }>(
    'SELECT magento_id AS key FROM banyan.magento_id_map WHERE entity_type = $1 AND magento_id = ANY($2::bigint[]) AND NOT gone', [of.entity, of.keys]);
  return result.rows.map((row) => row.key);
}

/** Ids that win over derived ones, by entity and Magento id. */
export async function readOverrides(client: TargetClient): Promise<Map<string, Map<number, string>>> {
  const result = await client.query<{ entity: string; key: number; uuid: string }>(
    'SELECT entity_type AS entity, magento_id AS key, new_uuid AS uuid FROM banyan.magento_id_map WHERE NOT derived');
  const overrides = new Map<string, Map<number, string>>();
  for (const { entity, key, uuid } of result.rows) {
    if (!overrides.has(entity)) overrides.set(entity, new Map());
    overrides.get(entity)!.set(key, uuid);
  }
  return overrides;
}

/** How many of some keys carry a label or a newer one. */
export async function countPassed(client: TargetClient, of: { entity: string; keys: readonly number[]; label: number }): Promise<number> {
  const result = await client.query<{ n: number }>(
    'SELECT count(*) AS n FROM banyan.magento_id_map WHERE entity_type = $1 AND magento_id = ANY($2::bigint[]) AND label >= $3', [of.entity, of.keys, of.label]);
  return result.rows[0]!.n;
}
