import { initialRouting, type Routing, type RoutingVersion } from '../../contracts/routing';
import { changeRouting, type RoutingChange } from './change-routing';
import type { Author } from './routing-table';

/** A routing as requests are decided by it. */
export interface Followed {
  readonly version: number;
  readonly routing: Routing;
  readonly team: ReadonlySet<string>;
}

/**
 * A change comes into force at one moment by the control database's clock. Gateways know that clock only so well, so
 * around that moment requests which the change moves wait, instead of landing on one side here and the other there.
 */
const bandMs = 25;

/** A change that this gateway follows although the table does not have it yet. */
export interface LocalChange extends Author {
  readonly change: RoutingChange;
  /** What a file says is written to the table as one, with the file's digest. */
  readonly from: 'gateway' | 'file';
}

/** The routing that this gateway follows. */
export interface LiveRouting {
  current(): Followed;
  /** The next routing, while it is about to come into force; whom it moves has to wait. */
  upcoming(): Followed | undefined;
  /** Runs work once the change that is about to come into force is. */
  afterSwitch(work: () => void): void;
  /** Takes in versions of the table, oldest first. @param clockAhead how far the control database's clock is ahead of ours, ms. */
  learn(versions: readonly RoutingVersion[], clockAhead: number): void;
  /** Follows a change at once, on top of the table, until the table has it. */
  override(...changes: readonly LocalChange[]): void;
  /** The table holds these changes from a version on: they are forgotten when it is in force. */
  settle(changes: readonly LocalChange[], version: number): void;
  /** Changes that the table does not have yet. */
  overrides(): readonly LocalChange[];
  /** The newest version learned, in force or not. */
  newest(): RoutingVersion;
  onChange(listener: () => void): void;
  close(): void;
}

interface Waiting {
  readonly version: RoutingVersion;
  /** By our own clock, milliseconds of the epoch. */
  readonly at: number;
}

/** @param start what was followed before the gateway last stopped. */
export function createLiveRouting(start: { readonly base: RoutingVersion; readonly overrides: readonly LocalChange[] } = { base: nothingSaid, overrides: [] }): LiveRouting {
  let base = start.base;
  const overrides = keepOverrides(start.overrides);
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;
  const held = heldWork();
  const listeners: (() => void)[] = [];
  let followed = follow(base, overrides.followed());
  let next: { readonly followed: Followed; readonly at: number } | undefined;

  const refresh = (): void => {
    overrides.forget(base.version);
    followed = follow(base, overrides.followed());
    next = waiting[0] && { followed: follow(waiting[0].version, overrides.followed()), at: waiting[0].at };
    for (const listener of listeners) listener();
  };
  /** Puts into force whose moment, and band, has passed; comes back for the next. */
  const advance = (): void => {
    clearTimeout(timer);
    const due = waiting.filter(({ at }) => at + bandMs <= Date.now());
    waiting = waiting.slice(due.length);
    if (due.length > 0) base = due.at(-1)!.version;
    refresh();
    if (waiting[0]) timer = setTimeout(advance, Math.max(1, waiting[0].at + bandMs - Date.now()));
    held.flush();
  };
  return {
    current: () => followed,
    upcoming: () => (next && Date.now() >= next.at - bandMs ? next.followed : undefined),
    afterSwitch: held.push,
    learn: (versions, clockAhead) => {
      const known = waiting.at(-1)?.version.version ?? base.version;
      const fresh = versions.filter(({ version }) => version > known);
      if (fresh.length === 0) return;
      // Whoever kills waits for nothing, and what was about to come is in it.
      const killed = fresh.findLastIndex(({ routing }) => routing.killed);
      if (killed >= 0) {
        base = fresh[killed]!;
        waiting = [];
      }
      waiting = [...waiting, ...fresh.slice(killed + 1).map((version) => ({ version, at: version.effectiveAt - clockAhead }))];
      advance();
    },
    override: (...changes) => {
      overrides.add(changes);
      refresh();
      held.flush();
    },
    settle: (changes, version) => {
      overrides.settle(changes, version);
      refresh();
    },
    overrides: overrides.unsettled,
    newest: () => waiting.at(-1)?.version ?? base,
    onChange: (listener) => void listeners.push(listener),
    close: () => clearTimeout(timer),
  };
}

function heldWork() {
  let queue: (() => void)[] = [];
  return {
    push: (work: () => void): void => void queue.push(work),
    /** Work may be held anew while this runs. */
    flush: (): void => {
      const ready = queue;
      queue = [];
      for (const work of ready) work();
    },
  };
}

/** Local changes, each until the version that holds it is in force. */
function keepOverrides(start: readonly LocalChange[]) {
  let kept: { readonly local: LocalChange; readonly settledBy?: number }[] = start.map((local) => ({ local }));
  return {
    followed: (): readonly LocalChange[] => kept.map(({ local }) => local),
    unsettled: (): readonly LocalChange[] => kept.filter(({ settledBy }) => settledBy === undefined).map(({ local }) => local),
    add: (changes: readonly LocalChange[]): void => { kept = [...kept, ...changes.map((local) => ({ local }))]; },
    settle: (changes: readonly LocalChange[], version: number): void => {
      kept = kept.map((one) => (changes.includes(one.local) ? { ...one, settledBy: version } : one));
    },
    forget: (version: number): void => { kept = kept.filter(({ settledBy }) => settledBy === undefined || settledBy > version); },
  };
}

/** Nobody has ever said anything. */
export const nothingSaid: RoutingVersion = { version: 0, effectiveAt: 0, routing: initialRouting };

function follow({ version, routing }: RoutingVersion, overrides: readonly LocalChange[]): Followed {
  const changed = overrides.reduce((state, { change }) => changeRouting(state, change, version), routing);
  return { version, routing: changed, team: new Set(changed.team) };
}
