import { BanyanFailure } from '../../contracts/failures';

/** The answer, or a failure when it takes too long. What was asked is not ended by that. */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BanyanFailure('TargetUnavailable', `the target databases have not answered within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
