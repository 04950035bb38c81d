/** What of each entity has reached a subscriber. */
export interface Arrivals {
  /** Runs the taking of a bulk. */
  during<T>(entity: string, taking: () => Promise<T>): Promise<T>;
  /** Whether a bulk of the entity has come, or was in hand, since this was asked last. */
  since(entity: string): boolean;
}

/** Counts bulks, whatever became of them. */
export function createArrivals(): Arrivals {
  const inHand = new Map<string, number>();
  const heard = new Set<string>();
  const add = (entity: string, count: number): void => void inHand.set(entity, (inHand.get(entity) ?? 0) + count);
  return {
    during: async (entity, taking) => {
      heard.add(entity);
      add(entity, 1);
      try {
        return await taking();
      } finally {
        add(entity, -1);
        // It was in hand until now.
        heard.add(entity);
      }
    },
    since: (entity) => heard.delete(entity) || (inHand.get(entity) ?? 0) > 0,
  };
}
