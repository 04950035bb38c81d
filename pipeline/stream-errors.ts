import { withTarget } from '../target/connect';
import { countRecentLetters } from '../target/dead-letters';
import { readErrors, type StreamErrors } from '../target/stream-counts';
import type { TargetContext } from './context';

/**
 * Aggregates that the stream took up since a moment, and how many of them it could not carry: refused, given up with
 * their entity, or dead letters. Messages that could not be read count among both.
 */
export async function streamErrors(context: TargetContext, since: Date): Promise<StreamErrors> {
  let { taken, errors } = await withTarget(context.control, (client) => readErrors(client, since));
  for (const target of context.targets) {
    const { letters, unreadable } = await withTarget(target, (client) => countRecentLetters(client, since));
    errors += letters;
    taken += unreadable;
  }
  // What was taken up is counted once it is settled, which a dead letter may be before its neighbours.
  return { taken: Math.max(taken, errors), errors };
}
