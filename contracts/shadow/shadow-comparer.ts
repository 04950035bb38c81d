import { createHmac, randomBytes } from 'node:crypto';
import { createBudget, type BudgetOptions } from './budget';
import type { Difference, SeenAnswer } from './compare-answers';
import { judgeAnswers, type ShadowSide } from './judge-answers';
import { rulesOf } from './route-rules';

/** `skipped`: the budget was spent, or the answer cannot be compared. `failed`: a side could not be asked. */
export type ShadowOutcome = 'match' | 'mismatch' | 'noise' | 'skipped' | 'failed';

export interface ComparerOptions {
  readonly budget: BudgetOptions;
  readonly recheckMs: number;
  /** One in so many comparisons also asks control twice. */
  readonly baselineEvery: number;
}

/** What is allowed beside the traffic of shoppers. */
export const besideShoppers: ComparerOptions = { budget: { atOnce: 4, waiting: 32, perSecond: 50, busiest: 0.8 }, recheckMs: 1_500, baselineEvery: 20 };

/** A question that was answered, as the edge or the code that asked saw it. */
export interface Compared {
  /** `catalog.product`: names the rules that both are compared by. */
  readonly route: string;
  /** The question itself; only a keyed digest of it is kept. */
  readonly question: string;
  readonly by: ShadowSide;
  /** The answer that the caller got; undefined when it cannot be compared. */
  readonly answer: () => Promise<SeenAnswer | undefined>;
  readonly ask: (side: ShadowSide) => Promise<SeenAnswer>;
  readonly counted: (outcome: ShadowOutcome, isBaseline: boolean) => void;
  /** @param request digest of the question, to find the same one again. */
  readonly found: (differences: readonly Difference[], request: string) => void;
}

/** Compares answers of both sides some time later, within a budget: it neither slows nor fails the caller. */
export function createComparer({ budget: allowed, recheckMs, baselineEvery }: ComparerOptions): (compared: Compared) => void {
  const key = randomBytes(32);
  const budget = createBudget(allowed);
  let comparisons = 0;
  const judge = async ({ route, question, by, answer: seen, ask, found, counted }: Compared): Promise<void> => {
    const answer = await seen();
    if (!answer) return counted('skipped', false);
    const isBaseline = comparisons++ % baselineEvery === 0;
    const { outcome, differences } = await judgeAnswers({ answered: { by, answer }, ask, rules: rulesOf(route), key, recheckMs, isBaseline });
    if (differences.length > 0) found(differences, createHmac('sha256', key).update(question).digest('base64url').slice(0, 22));
    counted(outcome, isBaseline);
  };
  return (compared) => {
    const { counted } = compared;
    if (!budget.run(() => judge(compared), () => counted('failed', false))) counted('skipped', false);
  };
}
