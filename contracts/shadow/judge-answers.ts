import { setTimeout as wait } from 'node:timers/promises';
import { compareAnswers, type Difference, type SeenAnswer } from './compare-answers';
import type { RouteRules } from './route-rules';

/** Control is the old way, which everybody believes; candidate is the new one. */
export type ShadowSide = 'control' | 'candidate';

/** One question that one side has answered to a caller, and how either is asked again, beside the caller. */
export interface ShadowCase {
  readonly answered: { readonly by: ShadowSide; readonly answer: SeenAnswer };
  /** @throws when the side cannot be asked. */
  ask(side: ShadowSide): Promise<SeenAnswer>;
  readonly rules: RouteRules;
  /** Of the digests of values. */
  readonly key: Buffer;
  /** How long a difference is given to be mere lag before it is looked at again. */
  readonly recheckMs: number;
  /** Also asks control twice. */
  readonly isBaseline: boolean;
}

export interface ShadowVerdict {
  readonly outcome: 'match' | 'mismatch' | 'noise';
  /** What differs for good; empty but for a mismatch. */
  readonly differences: readonly Difference[];
}

/** Compares both sides. Differences that a second look no longer shows were lag; those that control has with itself are noise. */
export async function judgeAnswers({ answered, ask, rules, key, recheckMs, isBaseline }: ShadowCase): Promise<ShadowVerdict> {
  const comparing = { rules, key };
  const [control, candidate] = answered.by === 'control' ? [answered.answer, await ask('candidate')] : [await ask('control'), answered.answer];
  const differences = compareAnswers(control, candidate, comparing);
  if (differences.length === 0 && !isBaseline) return { outcome: 'match', differences: [] };
  if (differences.length > 0) await wait(recheckMs);
  const again = await ask('control');
  const noise = pathsOf(compareAnswers(control, again, comparing));
  const unlikeItself = { outcome: noise.size > 0 ? 'noise' as const : 'match' as const, differences: [] };
  if (differences.length === 0) return unlikeItself;
  const still = pathsOf(compareAnswers(again, await ask('candidate'), comparing));
  const real = differences.filter(({ path }) => still.has(path) && !noise.has(path));
  return real.length === 0 ? unlikeItself : { outcome: 'mismatch', differences: real };
}

const pathsOf = (differences: readonly Difference[]): ReadonlySet<string> => new Set(differences.map(({ path }) => path));
