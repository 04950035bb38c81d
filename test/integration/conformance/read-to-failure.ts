import type { ChangeBatch, ChangeStream, Token } from '../../../source/change-source';

export interface EndedReading {
  readonly batches: ChangeBatch[];
  /** The last one that could be stored. */
  readonly token: Token;
  readonly error: unknown;
}

/** Reads until the stream fails; what it failed with and what came before. */
export async function readToFailure(stream: ChangeStream): Promise<EndedReading> {
  const batches: ChangeBatch[] = [];
  for (;;) {
    try {
      const batch = await stream.next();
      if (!batch) throw new Error('the stream was closed');
      batches.push(batch);
    } catch (error) {
      return { batches, token: batches.at(-1)?.token ?? stream.start, error };
    }
  }
}
