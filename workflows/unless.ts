import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';

type Done<T> = { readonly value: T } | { readonly error: unknown };

/** Runs work until it ends or something else comes true; then the work is cancelled, and undefined is the answer. */
export async function unless<T>(mustStop: () => boolean, work: () => Promise<T>): Promise<Done<T> | undefined> {
  const scope = new CancellationScope();
  let done: Done<T> | undefined;
  const working = scope.run(work).then(
    (value) => { done = { value }; },
    (error: unknown) => { done = { error }; });
  await condition(() => done !== undefined || mustStop());
  if (done === undefined) scope.cancel();
  await working;
  const ended = done as Done<T> | undefined;
  return ended && 'error' in ended && isCancellation(ended.error) ? undefined : ended;
}
