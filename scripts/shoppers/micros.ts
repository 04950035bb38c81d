let last = 0;

/**
 * Microseconds since 1970 by this machine's clock, each call later than the one before within a process: facts about one
 * row are ordered by it.
 */
export function microsNow(): number {
  const now = Math.round((performance.timeOrigin + performance.now()) * 1000);
  last = now > last ? now : last + 1;
  return last;
}
