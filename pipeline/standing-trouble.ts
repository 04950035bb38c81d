import type { Presence, Trouble, WayPart } from '../target/presence';

/** What a stream that begins has to disprove first. */
export interface StandingTrouble {
  /** What the part failed of last; undefined once something went well. */
  of(part: WayPart): Trouble | undefined;
  /** Something came through. */
  over(): void;
}

/**
 * The last failure stands until a try has succeeded: one that has only just begun knows of no trouble, and whoever asks
 * meanwhile would hear that all is well. What was noted last counts, whoever noted it.
 */
export function standingTrouble(seen: readonly Presence[]): StandingTrouble {
  const last = new Map<WayPart, Trouble>();
  for (const { part, trouble } of [...seen].sort((a, b) => b.ageMs - a.ageMs)) {
    if (trouble) last.set(part, trouble);
    else last.delete(part);
  }
  return { of: (part) => last.get(part), over: () => last.clear() };
}
