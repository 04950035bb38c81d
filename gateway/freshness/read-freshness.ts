import type { Freshness, FreshnessByDomain } from '../../contracts/freshness';
import { domains, type Domain } from '../../contracts/routing';
import { allEntities } from '../../entities/all-entities';
import type { Queryable } from '../flags/connect-control';

/** Entities whose rows a domain's service reads. */
export const entitiesOf = (domain: Domain): readonly string[] => allEntities.filter(({ service }) => service === domain).map(({ name }) => name);

/** Tables of an older migration do not say all that has to be known. */
const tablesThere = `SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass('banyan.stream_tokens') AND attname = 'dead_letters') AND to_regclass('banyan.verified_ranges') IS NOT NULL AND to_regclass('banyan.entity_states') IS NOT NULL AS there`;

/**
 * The newest heartbeat that the stream has applied, and how old it is; its clock is the stream's. With it, in one row, the
 * entities of which an aggregate could not be applied: nothing that a heartbeat vouches for is missing without a word.
 */
const streamPosition = `
  SELECT (extract(epoch FROM heartbeat) * 1000)::float8 AS "appliedUntil", (extract(epoch FROM clock_timestamp() - heartbeat) * 1000)::float8 AS "lagMs", dead_letters AS "deadLetters"
    FROM banyan.stream_tokens WHERE stream = 'source' AND heartbeat IS NOT NULL`;

/** Of each entity the newest verification that covered every key, and whether any range compared since has differed. */
const verified = `
  WITH whole AS (
    SELECT entity_type, verification, max(at) AS ended, sum(mismatches) AS mismatches
      FROM banyan.verified_ranges GROUP BY entity_type, verification
    HAVING min(range_from) = 0 AND max(range_to) >= 281474976710655 AND sum(range_to - range_from + 1) = max(range_to) - min(range_from) + 1),
  good AS (SELECT entity_type, max(ended) AS ended FROM whole WHERE mismatches = 0 GROUP BY entity_type)
  SELECT entity_type AS entity, (extract(epoch FROM max(good.ended)) * 1000)::float8 AS at,
         coalesce(bool_or(ranges.mismatches > 0 AND (good.ended IS NULL OR ranges.at > good.ended)), false) AS differs
    FROM banyan.verified_ranges AS ranges LEFT JOIN good USING (entity_type) GROUP BY entity_type`;

const states = `SELECT entity, state FROM banyan.entity_states WHERE state <> 'active'`;

/** What was last learned of verifications, which change seldom and are many. */
export interface Verified {
  readonly byEntity: ReadonlyMap<string, { readonly at: number | null; readonly differs: boolean }>;
  /** State by entity that is not followed. */
  readonly states: ReadonlyMap<string, string>;
}

/** Whether a migration has its tables here at all. */
export async function hasMigration(control: Queryable): Promise<boolean> {
  return (await control.query<{ there: boolean }>(tablesThere)).rows[0]!.there;
}

export async function readVerified(control: Queryable): Promise<Verified> {
  const byEntity = (await control.query<{ entity: string; at: number | null; differs: boolean }>(verified)).rows;
  const paused = (await control.query<{ entity: string; state: string }>(states)).rows;
  return { byEntity: new Map(byEntity.map((row) => [row.entity, row])), states: new Map(paused.map(({ entity, state }) => [entity, state])) };
}

/** How fresh every domain is. */
export async function readFreshness(control: Queryable, known: Verified): Promise<FreshnessByDomain> {
  const stream = (await control.query<{ appliedUntil: number; lagMs: number; deadLetters: readonly string[] }>(streamPosition)).rows[0];
  return Object.fromEntries(domains.map((domain): [Domain, Freshness] => [domain, {
    lagMs: stream?.lagMs, appliedUntil: stream?.appliedUntil, verifiedAt: verifiedAt(domain, known), trouble: troubleOf(domain, known, stream?.deadLetters ?? []),
  }])) as Record<Domain, Freshness>;
}

/** The oldest of the domain's entities counts; one that was left out of the migration on purpose does not. */
function verifiedAt(domain: Domain, { byEntity, states: held }: Verified): number | undefined {
  const ages = entitiesOf(domain).filter((entity) => held.get(entity) !== 'skipped').map((entity) => byEntity.get(entity)?.at ?? undefined);
  return ages.length === 0 || ages.includes(undefined) ? undefined : Math.min(...ages as number[]);
}

/**
 * What keeps a whole domain from its service. A dead letter does as well: which answers one aggregate is part of (lists,
 * searches, what refers to it), a path does not tell.
 */
function troubleOf(domain: Domain, { byEntity, states: held }: Verified, lettered: readonly string[]): string | undefined {
  const entities = entitiesOf(domain);
  const paused = entities.find((entity) => held.get(entity) === 'paused');
  if (paused) return `${paused} is paused`;
  const failed = entities.find((entity) => lettered.includes(entity) && held.get(entity) !== 'skipped');
  if (failed) return `${failed} has dead letters`;
  const differs = entities.find((entity) => byEntity.get(entity)?.differs);
  return differs && `${differs} was found to differ`;
}
