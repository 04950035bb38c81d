import { withTarget } from '../target/connect';
import { lettersOf } from '../target/dead-letters';
import type { TargetContext } from './context';

/** Entities of which some aggregate is a dead letter, so that the service has an older state of it than the stream has passed. */
export async function letteredEntities({ targets }: Pick<TargetContext, 'targets'>): Promise<string[]> {
  const found = await Promise.all(targets.map((target) => withTarget(target, lettersOf)));
  return found.flat().sort();
}
