import { randomFillSync } from 'node:crypto';

const valid = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/;
const pool = Buffer.alloc(8192);
let used = pool.length;

function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString('hex', used - bytes, used);
}

/**
 * The W3C trace context that goes on: the caller's trace with the gateway as parent, or a new trace.
 * @param said the caller's `traceparent`.
 */
export function traceParent(said: string | string[] | undefined): string {
  const found = typeof said === 'string' ? valid.exec(said) : null;
  return found ? `00-${found[1]}-${randomHex(8)}-${found[2]}` : `00-${randomHex(16)}-${randomHex(8)}-00`;
}

/** The trace's id, for the log. */
export const traceIdOf = (parent: string): string => parent.slice(3, 35);
