import { createBudget } from '../../../../contracts/shadow/budget';
import { createComparer, type Compared, type ShadowOutcome } from '../../../../contracts/shadow/shadow-comparer';

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));
const answer = { status: 200, body: Buffer.from('1') };

describe('a budget', () => {
  const never = () => new Promise<void>(() => undefined);
  const failed = (): void => undefined;

  test('begins only so many at once, lets so many wait and refuses the rest', async () => {
    const budget = createBudget({ atOnce: 2, waiting: 3, perSecond: 100, busiest: 1 });
    let begun = 0;
    const taken = Array.from({ length: 8 }, () => budget.run(() => { begun++; return never(); }, failed));
    await soon();
    expect([begun, taken.filter(Boolean).length]).toEqual([2, 5]);
  });

  test('begins only so many in a second, and as many again in the next', async () => {
    const budget = createBudget({ atOnce: 50, waiting: 50, perSecond: 10, busiest: 1 });
    const take = (): number => Array.from({ length: 20 }, () => budget.run(async () => undefined, failed)).filter(Boolean).length;
    expect(take()).toBe(10);
    await new Promise((resolve) => setTimeout(resolve, 1_010));
    expect(take()).toBe(10);
  });

  test('refuses while the program itself is busy', async () => {
    const budget = createBudget({ atOnce: 5, waiting: 5, perSecond: 100, busiest: 0.5 });
    expect(budget.run(async () => undefined, failed)).toBe(true);
    for (const until = performance.now() + 1_050; performance.now() < until;);
    await new Promise((resolve) => setImmediate(resolve));
    expect(budget.run(async () => undefined, failed)).toBe(false);
  });

  test('never works in the caller\'s own turn, and goes on after work that failed', async () => {
    const budget = createBudget({ atOnce: 1, waiting: 5, perSecond: 100, busiest: 1 });
    const seen: string[] = [];
    budget.run(() => Promise.reject(new Error('no')), () => seen.push('failed'));
    budget.run(async () => void seen.push('second'), failed);
    expect(seen).toEqual([]);
    await soon();
    expect(seen).toEqual(['failed', 'second']);
  });
});

describe('comparing', () => {
  const comparing = (compared: Partial<Compared>, options = {}) => {
    const outcomes: ShadowOutcome[] = [];
    const found: string[] = [];
    const compare = createComparer({ budget: { atOnce: 1, waiting: 1, perSecond: 10, busiest: 1 }, recheckMs: 0, baselineEvery: 1_000, ...options });
    const ask = (): void => compare({
      route: 'catalog.product', question: '/rest/V1/customers/search?email=ann@example.com', by: 'control', answer: async () => answer, ask: async () => answer,
      counted: (outcome) => outcomes.push(outcome), found: (_differences, request) => found.push(request), ...compared,
    });
    return { ask, outcomes, found };
  };

  test('tells what came of each', async () => {
    const cases: [Partial<Compared>, ShadowOutcome][] = [
      [{}, 'match'], [{ ask: async (side) => ({ status: 200, body: Buffer.from(side === 'control' ? '1' : '2') }) }, 'mismatch'],
      [{ ask: () => Promise.reject(new Error('away')) }, 'failed'], [{ answer: async () => undefined }, 'skipped'],
    ];
    for (const [compared, outcome] of cases) {
      const { ask, outcomes } = comparing(compared);
      ask();
      await soon();
      expect(outcomes).toEqual([outcome]);
    }
  });

  test('what the budget refuses is counted at once', () => {
    const { ask, outcomes } = comparing({ ask: () => new Promise(() => undefined) });
    for (let i = 0; i < 5; i++) ask();
    expect(outcomes).toEqual(['skipped', 'skipped', 'skipped']);
  });

  test('the question is kept as a digest that finds the same one again', async () => {
    const { ask, found } = comparing({ ask: async (side) => ({ status: 200, body: Buffer.from(side === 'control' ? '1' : '2') }) });
    ask();
    await soon();
    ask();
    await soon();
    expect(found[0]).toMatch(/^[\w-]{22}$/);
    expect(found[1]).toBe(found[0]);
  });
});
