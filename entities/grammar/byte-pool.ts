/** Memory that waits to be used again, by size. */
const idle = new Map<number, ArrayBuffer[]>();
/** Memory that is in use: nothing else may ever be taken back. */
const lent = new WeakSet<ArrayBuffer>();
const smallest = 1 << 12;
const mostIdle = 96 << 20;
let idleBytes = 0;

/**
 * A buffer of at least so many bytes, with anything in it. Large buffers are the collector's dearest work: fresh ones for
 * every chunk kept it marking all the time.
 */
export function takeBytes(atLeast: number): Buffer {
  const size = Math.max(smallest, 2 ** Math.ceil(Math.log2(Math.max(1, atLeast))));
  const memory = idle.get(size)?.pop();
  if (memory) idleBytes -= size;
  const bytes = memory ? Buffer.from(memory) : Buffer.allocUnsafeSlow(size);
  lent.add(bytes.buffer as ArrayBuffer);
  return bytes;
}

/**
 * Gives a buffer back that {@link takeBytes} gave out, or a view of one; any other is left alone. Nobody may look at it,
 * or at anything that was sliced from it, any more. Whoever is not sure keeps it: the collector takes it then.
 */
export function giveBackBytes(bytes: Buffer): void {
  const memory = bytes.buffer as ArrayBuffer;
  if (!lent.delete(memory) || idleBytes + memory.byteLength > mostIdle) return;
  const waiting = idle.get(memory.byteLength);
  if (waiting) waiting.push(memory);
  else idle.set(memory.byteLength, [memory]);
  idleBytes += memory.byteLength;
}
