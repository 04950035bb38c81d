import type { Domain, Flag, Routing } from '../../contracts/routing';
import type { Route } from '../routes/match-route';
import { bucketOf, buckets } from './bucket-of';

export type Side = 'magento' | 'service';
export type Cohort = 'team' | 'everyone';

/** Why a request goes where it goes; a label of metrics. */
export type Reason =
  /** The flag says so. */
  | 'flag'
  /** The flag is on, the visitor is not among its percentage. */
  | 'not-in-cohort'
  /** No service answers this. */
  | 'unmapped'
  | 'write'
  | 'killed'
  /** Switched off by failures. */
  | 'disabled';

export interface Decision {
  readonly side: Side;
  readonly cohort: Cohort;
  readonly reason: Reason;
}

/** Answers for one request, made once. */
export interface Visitor {
  readonly key: string;
  readonly route: Route;
  readonly isRead: boolean;
  /** Anything but JSON only Magento can answer. */
  readonly takesJson: boolean;
}

/** Which side the routing names for a request, before health and freshness are asked. Pure. */
export function decideSide(routing: Routing, team: ReadonlySet<string>, { key, route, isRead, takesJson }: Visitor): Decision {
  const cohort: Cohort = team.size > 0 && team.has(key) ? 'team' : 'everyone';
  if (route.domain === undefined) return toMagento(cohort, 'unmapped');
  if (routing.killed) return toMagento(cohort, 'killed');
  if (!isRead && routing.phase === 1) return toMagento(cohort, 'write');
  if (isRead && !(route.readable && takesJson)) return toMagento(cohort, 'unmapped');
  const flag = flagOf(routing, route.domain, isRead);
  if (flag.disabled) return toMagento(cohort, 'disabled');
  const share = cohort === 'team' ? Math.max(flag.team, flag.everyone) : flag.everyone;
  if (share <= 0) return toMagento(cohort, 'flag');
  return share >= 100 || bucketOf(key) < share * (buckets / 100) ? { side: 'service', cohort, reason: 'flag' } : toMagento(cohort, 'not-in-cohort');
}

const toMagento = (cohort: Cohort, reason: Reason): Decision => ({ side: 'magento', cohort, reason });

const flagOf = (routing: Routing, domain: Domain, isRead: boolean): Flag => routing.flags[isRead ? `${domain}_read` as const : `${domain}_write` as const];

/** Whether any read of a domain may go to its service. */
export function isRouted(routing: Routing, domain: Domain): boolean {
  const flag = routing.flags[`${domain}_read`];
  return !routing.killed && !flag.disabled && Math.max(flag.everyone, flag.team) > 0;
}
