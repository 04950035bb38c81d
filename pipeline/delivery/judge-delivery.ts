import type { Unsettled } from '../../target/unsettled';

export interface DeliveryJudge {
  /**
   * Looks at what is under way. Called about once a second.
   * @param arrived whether something of the entity has come since the last look.
   * @returns the entities that are sent and do not come.
   */
  look(unsettled: readonly Unsettled[], arrived: (entity: string) => boolean, now: number): string[];
  /** Begins anew, as if nothing had been seen yet. */
  forget(): void;
}

/** How long after a first send that did not come a second one counts, and how long that one has to come; milliseconds. */
export const secondSendMs = 3000;
export const patienceMs = 7000;

interface Watched {
  readonly sentAt: number;
  /** When sends were noticed that nothing has come of, by the clock of whoever looks. */
  readonly first?: number;
  readonly second?: number;
}

/**
 * Tells a stuck delivery from a quiet one. Two sends, some seconds apart, have to have been seen of which nothing came:
 * one alone may have been made while the broker or the subscriber was away, and then the next one comes. The sender's
 * clock is compared with itself only.
 */
export function createDeliveryJudge(): DeliveryJudge {
  let watched = new Map<string, Watched>();
  return {
    look: (unsettled, arrived, now) => {
      const next = new Map<string, Watched>();
      for (const { entity, batches, sentAt } of unsettled) {
        const came = arrived(entity);
        if (sentAt === null) continue;
        const known = watched.get(entity);
        next.set(entity, came || batches === 0 || !known ? { sentAt: sentAt.getTime() } : later(known, sentAt.getTime(), now));
      }
      watched = next;
      return [...watched].flatMap(([entity, { second }]) => (second !== undefined && now - second >= patienceMs ? [entity] : []));
    },
    forget: () => {
      watched = new Map();
    },
  };
}

function later(known: Watched, sentAt: number, now: number): Watched {
  if (sentAt === known.sentAt) return known;
  if (known.first === undefined) return { sentAt, first: now };
  if (known.second === undefined && now - known.first >= secondSendMs) return { ...known, sentAt, second: now };
  return { ...known, sentAt };
}
