import { BanyanFailure } from '../../contracts/failures';
import { initialRouting, routingSchema, type RoutingVersion } from '../../contracts/routing';
import { changeRouting, nameOfChange, type RoutingChange } from './change-routing';
import { queueAlert } from '../health/send-alerts';
import { inTransaction, type ControlPool, type Queryable } from './connect-control';

/** Who changes the routing, and why. */
export interface Author {
  readonly who: string;
  readonly why: string;
}

export interface HistoryEntry extends Author {
  readonly version: number;
  readonly at: Date;
  readonly action: string;
  readonly changed: readonly string[];
}

/** How long a change waits before it comes into force, so that every gateway has it by then. */
const leadMs = 300;

const columns = `version, (extract(epoch FROM effective_at) * 1000)::float8 AS "effectiveAt", routing`;

/** Versions after one that is known, oldest first; of many, the newest. */
export async function readVersions(control: Queryable, after: number): Promise<RoutingVersion[]> {
  const { rows } = await control.query<RoutingVersion>(
    `SELECT * FROM (SELECT ${columns} FROM banyan.gateway_routing WHERE version > $1 ORDER BY version DESC LIMIT 20) AS newest ORDER BY version`, [after]);
  return rows.map((row) => ({ ...row, routing: routingSchema.parse(row.routing) }));
}

/** The newest version, in force or about to be; undefined before anybody said anything. */
export async function readNewest(control: Queryable): Promise<RoutingVersion | undefined> {
  const { rows } = await control.query<RoutingVersion>(`SELECT ${columns} FROM banyan.gateway_routing ORDER BY version DESC LIMIT 1`);
  return rows[0] && { ...rows[0], routing: routingSchema.parse(rows[0].routing) };
}

/**
 * Changes the routing: one new version, or none when nothing would change.
 * @returns the version that holds the changes.
 * @throws BanyanFailure InvalidInput when a change may not be made, or nobody says who or why.
 */
export const changeTable = (pool: ControlPool, changes: readonly RoutingChange[], author: Author): Promise<RoutingVersion> =>
  inTransaction(pool, (client) => addVersion(client, changes, author));

/** The same within a transaction of the caller's. */
export async function addVersion(client: Queryable, changes: readonly RoutingChange[], { who, why }: Author): Promise<RoutingVersion> {
  if (who.trim() === '' || why.trim() === '') throw new BanyanFailure('InvalidInput', 'a change of the routing needs a person and a reason');
  await client.query("SELECT pg_advisory_xact_lock(hashtext('banyan.gateway_routing'))");
  const newest = await readNewest(client);
  const version = (newest?.version ?? 0) + 1;
  const before = newest?.routing ?? initialRouting;
  const routing = changes.reduce((state, change) => changeRouting(state, change, version), before);
  if (routing === before) return newest ?? { version: 0, effectiveAt: 0, routing };
  // A kill waits for nothing. Everything else comes into force in the order in which it was said.
  const delay = changes.some(({ action }) => action === 'kill') ? 0 : leadMs;
  const { rows } = await client.query<{ effectiveAt: number }>(
    `INSERT INTO banyan.gateway_routing (version, effective_at, who, why, action, changed, routing)
     VALUES ($1::bigint, greatest(clock_timestamp() + $2::float8 * interval '1 millisecond', CASE WHEN $2::float8 > 0 THEN (SELECT max(effective_at) FROM banyan.gateway_routing WHERE version = $1::bigint - 1) END),
             $3, $4, $5, $6, $7)
     RETURNING (extract(epoch FROM effective_at) * 1000)::float8 AS "effectiveAt"`,
    [version, delay, who, why, [...new Set(changes.map(({ action }) => action))].join('+'), changes.map(nameOfChange), JSON.stringify(routing)]);
  await noteAlerts(client, changes, { before: before.flags, after: routing.flags });
  return { version, effectiveAt: rows[0]!.effectiveAt, routing };
}

/** What failures have switched off has to be told, and committed with the change itself. */
async function noteAlerts(client: Queryable, changes: readonly RoutingChange[], { before, after }: Record<'before' | 'after', RoutingVersion['routing']['flags']>): Promise<void> {
  for (const change of changes) {
    if (change.action !== 'disable' || before[change.flag].disabled || !after[change.flag].disabled) continue;
    await queueAlert(client, disabledMessage(change.flag, change.why));
  }
}

/** The words of the alert. */
export const disabledMessage = (flag: string, why: string): string =>
  `${flag} was switched off: ${why}. Magento answers. It stays off until somebody says: banyan gateway enable ${flag} --reason "…"`;

/** Changes of the routing, newest first. */
export async function readHistory(control: Queryable, { limit, flag }: { readonly limit: number; readonly flag?: string }): Promise<HistoryEntry[]> {
  const { rows } = await control.query<HistoryEntry>(
    `SELECT version, at, who, why, action, changed FROM banyan.gateway_routing WHERE $2::text IS NULL OR $2 = ANY(changed) ORDER BY version DESC LIMIT $1`, [limit, flag ?? null]);
  return rows;
}

/** How often failures have switched a flag off since a moment. */
export async function countDisables(control: Queryable, { flag, since }: { readonly flag: string; readonly since: Date }): Promise<number> {
  const { rows } = await control.query<{ times: number }>(
    `SELECT count(*)::int AS times FROM banyan.gateway_routing WHERE $1 = ANY(changed) AND 'disable' = ANY(string_to_array(action, '+')) AND at >= $2`, [flag, since]);
  return rows[0]!.times;
}
