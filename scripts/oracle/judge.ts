import { setTimeout as wait } from 'node:timers/promises';
import type { Check, Numbers, OracleFinding } from './oracle';

const ATTEMPTS = 10;

export interface Judged {
  readonly rows: string | undefined;
  readonly finding: OracleFinding | undefined;
}

/**
 * Compares once both sides stand still: a difference counts when the source read the same before and after the target,
 * and the target did not move either within the time it is given to follow.
 */
export async function judge(check: Check, lagMs: number): Promise<Judged> {
  // Equal is equal, whenever each side was read; only a difference has to be looked at in order.
  const [source, early] = await Promise.all([check.source(), check.target()]);
  const { rows } = source;
  if (differences(source, early).length === 0) return { rows, finding: undefined };
  if (lagMs === 0) return { rows, finding: await findingOf(check, source, early) };
  let previous: Numbers | undefined;
  for (let attempt = 1; ; attempt++) {
    const before = await check.source();
    const target = await check.target();
    const after = await check.source();
    if ([before, after].some((numbers) => differences(numbers, target).length === 0)) return { rows, finding: undefined };
    const still = differences(before, after).length === 0;
    if (still && previous && differences(previous, target).length === 0) return { rows, finding: await findingOf(check, before, target) };
    if (attempt === ATTEMPTS) return { rows, finding: { ...named(check), columns: [], keys: [], differences: ['source and target never stood still: judge again with traffic paused'] } };
    previous = still ? target : undefined;
    await wait(lagMs);
  }
}

const named = ({ group, table, what }: Check): Pick<OracleFinding, 'group' | 'table' | 'what'> => ({ group, table, what });

async function findingOf(check: Check, source: Numbers, target: Numbers): Promise<OracleFinding> {
  const located = (await check.locate?.()) ?? { columns: [], keys: [] };
  return { ...named(check), ...located, differences: differences(source, target) };
}

function differences(source: Numbers, target: Numbers): string[] {
  return [...new Set([...Object.keys(source), ...Object.keys(target)])]
    .filter((name) => source[name] !== target[name])
    .map((name) => `${name}: ${source[name] ?? 'none'} in the source, ${target[name] ?? 'none'} in the target`);
}
