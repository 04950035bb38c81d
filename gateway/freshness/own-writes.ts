/** Writes of visitors that their own reads must see. */
export interface OwnWrites {
  /** The shop has taken a write of this visitor just now. Whoever fills a cart reads products by session: every key counts. */
  wrote(keys: readonly string[]): void;
  /** Whether a read of this visitor could miss a write of its own. @param appliedUntil see Freshness; undefined when unknown. */
  mayMiss(keys: readonly string[], appliedUntil: number | undefined): boolean;
}

export interface OwnWritesOptions {
  /** How far the stream's clock may be behind ours. */
  readonly skewMs: number;
  /** A write is forgotten after this time, applied or not: by then the freshness guard has spoken. */
  readonly keptMs: number;
  /** Most visitors that are remembered; the oldest are forgotten first. */
  readonly most: number;
}

export const defaultOwnWrites: OwnWritesOptions = { skewMs: 250, keptMs: 60_000, most: 100_000 };

/**
 * Read your writes: after a visitor's write the same visitor's reads go to Magento until the stream has applied
 * everything that was committed when Magento answered. A heartbeat that the stream wrote after that answer and has
 * applied proves it, because changes arrive in commit order.
 */
export function rememberWrites({ skewMs, keptMs, most }: OwnWritesOptions = defaultOwnWrites, now: () => number = Date.now): OwnWrites {
  // In the order of writing: a key that writes again moves to the end.
  const writes = new Map<string, number>();
  const wrote = (key: string): void => {
    writes.delete(key);
    writes.set(key, now());
    if (writes.size > most) writes.delete(writes.keys().next().value!);
  };
  const mayMiss = (key: string, appliedUntil: number | undefined): boolean => {
    const at = writes.get(key);
    if (at === undefined) return false;
    const seen = (appliedUntil !== undefined && appliedUntil > at + skewMs) || now() - at > keptMs;
    if (seen) writes.delete(key);
    return !seen;
  };
  return {
    wrote: (keys) => keys.forEach(wrote),
    mayMiss: (keys, appliedUntil) => writes.size > 0 && keys.some((key) => mayMiss(key, appliedUntil)),
  };
}
