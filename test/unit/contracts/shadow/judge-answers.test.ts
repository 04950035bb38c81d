import { judgeAnswers, type ShadowCase, type ShadowSide } from '../../../../contracts/shadow/judge-answers';
import type { SeenAnswer } from '../../../../contracts/shadow/compare-answers';

const json = (value: unknown): SeenAnswer => ({ status: 200, body: Buffer.from(JSON.stringify(value)) });

/** Sides that answer from lists, the last answer again and again. */
function judged(answers: Readonly<Record<ShadowSide, readonly unknown[]>>, options: Partial<ShadowCase> = {}) {
  const asked: ShadowSide[] = [];
  const verdict = judgeAnswers({
    answered: { by: 'control', answer: json({ price: 1 }) }, rules: { ignore: {}, sortBy: {} }, key: Buffer.alloc(32), recheckMs: 0, isBaseline: false,
    ask: async (side) => {
      const list = answers[side];
      const answer = list[Math.min(asked.filter((one) => one === side).length, list.length - 1)];
      asked.push(side);
      return json(answer);
    },
    ...options,
  });
  return verdict.then((result) => ({ ...result, asked }));
}

test('equal answers match, and control is not asked again', async () => expect(await judged({ control: [{ price: 1 }], candidate: [{ price: 1 }] })).toEqual({ outcome: 'match', differences: [], asked: ['candidate'] }));

test('what still differs at the second look is a mismatch', async () => {
  expect(await judged({ control: [{ price: 1 }], candidate: [{ price: 2 }] })).toMatchObject({ outcome: 'mismatch', differences: [{ path: 'price' }] });
});

test('what no longer differs was lag', async () => expect((await judged({ control: [{ price: 1 }], candidate: [{ price: 2 }, { price: 1 }] })).outcome).toBe('match'));

test('what control answers differently each time is noise, for the fields that it differs in only', async () => {
  expect((await judged({ control: [{ price: 3 }], candidate: [{ price: 2 }] })).outcome).toBe('noise');
  const both = await judged({ control: [{ at: 2, price: 1 }], candidate: [{ at: 3, price: 9 }] }, { answered: { by: 'control', answer: json({ at: 1, price: 1 }) } });
  expect(both).toMatchObject({ outcome: 'mismatch', differences: [{ path: 'price' }] });
});

test('a baseline asks control twice though nothing differs', async () => {
  expect(await judged({ control: [{ price: 1 }], candidate: [{ price: 1 }] }, { isBaseline: true })).toMatchObject({ outcome: 'match', asked: ['candidate', 'control'] });
  expect((await judged({ control: [{ price: 5 }], candidate: [{ price: 1 }] }, { isBaseline: true })).outcome).toBe('noise');
});

test('where candidate has answered the caller, control is asked', async () => {
  const candidate = { answered: { by: 'candidate', answer: json({ price: 2 }) } } as const;
  expect(await judged({ control: [{ price: 1 }], candidate: [{ price: 2 }] }, candidate)).toMatchObject({ outcome: 'mismatch', asked: ['control', 'control', 'candidate'] });
});

test('a side that cannot be asked is told, not taken for a difference', async () => {
  await expect(judgeAnswers({ answered: { by: 'control', answer: json(1) }, rules: { ignore: {}, sortBy: {} }, key: Buffer.alloc(32), recheckMs: 0, isBaseline: false, ask: () => Promise.reject(new Error('away')) })).rejects.toThrow('away');
});
