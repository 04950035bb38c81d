import { withTarget } from '../target/connect';
import type { TargetContext } from './context';

/** Aggregates in quarantine that nobody has accepted, over all targets. */
export async function countUnaccepted(context: TargetContext): Promise<number> {
  let unaccepted = 0;
  for (const target of context.targets) {
    unaccepted += await withTarget(target, async (client) =>
      (await client.query<{ n: number }>('SELECT count(*) AS n FROM banyan.quarantine WHERE accepted_at IS NULL')).rows[0]!.n);
  }
  return unaccepted;
}
