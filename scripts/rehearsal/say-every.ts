/**
 * Says a line now and then while something goes on that would be silent; a line that did not change is not repeated.
 * @param ms between two lines. @returns ends it.
 */
export function sayEvery(ms: number, say: (line: string) => void, line: () => string | undefined): () => void {
  let said: string | undefined;
  const timer = setInterval(() => {
    const now = line();
    if (now !== undefined && now !== said) say((said = now));
  }, ms);
  return () => clearInterval(timer);
}

/** How often a long step says where it is, in milliseconds. */
export const nowAndThen = 10_000;
