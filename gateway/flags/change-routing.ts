import { isDeepStrictEqual } from 'node:util';
import { BanyanFailure } from '../../contracts/failures';
import { flagNames, routingSchema, type Domain, type FlagName, type FreshnessGuard, type Routing, type ShadowSetting } from '../../contracts/routing';

/** One step from a routing to the next. */
export type RoutingChange =
  | { readonly action: 'set'; readonly flag: FlagName; readonly everyone?: number; readonly team?: number }
  | { readonly action: 'enable'; readonly flag: FlagName }
  /** Counts against the flag as it was last changed in version `since`; a flag changed after that stays as it is. */
  | { readonly action: 'disable'; readonly flag: FlagName; readonly since: number; readonly at: string; readonly why: string }
  | { readonly action: 'kill' }
  | { readonly action: 'revive' }
  | { readonly action: 'team'; readonly members: readonly string[] }
  | { readonly action: 'shadow'; readonly domain: Domain; readonly setting: ShadowSetting }
  | { readonly action: 'guard'; readonly domain: Domain; readonly guard: FreshnessGuard | undefined }
  | { readonly action: 'phase'; readonly phase: number };

/** The name of what a change changes, for the history. */
export function nameOfChange(change: RoutingChange): string {
  if ('flag' in change) return change.flag;
  return 'domain' in change ? `${change.domain}_${change.action}` : change.action;
}

/**
 * The routing after a change; the same object when the change changes nothing.
 * @param version the version that it becomes.
 * @throws BanyanFailure InvalidInput when the change may not be made.
 */
export function changeRouting(routing: Routing, change: RoutingChange, version: number): Routing {
  const changed = applied(routing, change, version);
  if (isDeepStrictEqual(changed, routing)) return routing;
  const parsed = routingSchema.safeParse(changed);
  if (!parsed.success) throw new BanyanFailure('InvalidInput', parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  return parsed.data;
}

function applied(routing: Routing, change: RoutingChange, version: number): Routing {
  switch (change.action) {
    case 'kill':
      return routing.killed ? routing : { ...routing, killed: true };
    case 'revive':
      return routing.killed ? { ...routing, killed: false } : routing;
    case 'team':
      return { ...routing, team: [...new Set(change.members)].sort() };
    case 'shadow':
      return { ...routing, shadow: { ...routing.shadow, [change.domain]: change.setting } };
    case 'guard':
      return { ...routing, guards: withGuard(routing.guards, change.domain, change.guard) };
    case 'phase':
      return { ...routing, phase: change.phase };
    case 'set':
    case 'enable':
    case 'disable':
      return withFlag(routing, change, version);
  }
}

function withFlag(routing: Routing, change: Extract<RoutingChange, { flag: FlagName }>, since: number): Routing {
  if (!flagNames.includes(change.flag)) throw new BanyanFailure('InvalidInput', `there is no flag ${change.flag}; flags: ${flagNames.join(', ')}`);
  const { disabled, ...flag } = routing.flags[change.flag];
  const put = (next: Routing['flags'][FlagName]): Routing => ({ ...routing, flags: { ...routing.flags, [change.flag]: next } });
  switch (change.action) {
    case 'disable':
      return disabled || flag.since !== change.since ? routing : put({ ...flag, disabled: { why: change.why, at: change.at } });
    case 'enable':
      return disabled ? put({ ...flag, since }) : routing;
    case 'set': {
      const [everyone, team] = [change.everyone ?? flag.everyone, change.team ?? flag.team];
      if (everyone === flag.everyone && team === flag.team) return routing;
      // A flag that failures have switched off stays off: a new percentage is not a reason.
      return put({ everyone, team, since, ...(disabled ? { disabled } : {}) });
    }
  }
}

function withGuard(guards: Routing['guards'], domain: Domain, guard: FreshnessGuard | undefined): Routing['guards'] {
  const { [domain]: _old, ...others } = guards;
  return guard ? { ...others, [domain]: guard } : others;
}
