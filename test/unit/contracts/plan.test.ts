import { readPlan } from '../../../activities/read-plan';
import { parsePlan, retuning } from '../../../contracts/plan';
import { tuningBounds } from '../../../contracts/tuning-bounds';

test('nothing but a name is a whole plan, and the workflow id is a name', () => {
  const plan = parsePlan({ run: 'shop-1' });
  expect(plan).toMatchObject({ run: 'shop-1', skip: [], concurrency: 3, gates: 'manual', end: 'follow', throttle: { maxThreadsRunning: 25 }, chunk: { holdMs: 500 } });
  expect(readPlan({}, 'migration/shop-1')).toEqual(plan);
  expect(readPlan(undefined, 'migration/shop-1')).toEqual(plan);
  expect(readPlan({ run: 'shop-1' }, 'migration/shop-1')).toEqual(plan);
});

test('a run has one workflow, so that nobody starts it twice', () => {
  expect(() => readPlan({ run: 'shop-1' }, 'migration/shop-2')).toThrow('run shop-1 must be started as workflow migration/shop-1, not migration/shop-2');
  expect(() => readPlan({}, 'a4ae0b2c')).toThrow(/run: /);
});

test('all mistakes are told at once', () => {
  const wrong = { run: 'a b', concurrency: 99, gates: 'never', chunk: { holdMs: 0 }, speed: 5 };
  expect(() => parsePlan(wrong)).toThrow(/5 problem\(s\)[\s\S]*run: [\s\S]*concurrency: [\s\S]*chunk.holdMs: [\s\S]*gates: [\s\S]*speed/);
});

test('names that nothing has are mistakes like others', () => {
  const names = { entities: ['order', 'cart'], checks: ['log-format'] };
  expect(() => parsePlan({ run: 'a b', skip: ['carts'], include: ['order'], acknowledge: ['nonsense'] }, { names }))
    .toThrow(/3 problem\(s\)[^]*run: [^]*skip: there is no entity "carts"; there are: order, cart[^]*acknowledge: there is no check "nonsense"/);
  expect(parsePlan({ run: 'a', skip: ['cart'], acknowledge: ['log-format'] }, { names })).toMatchObject({ skip: ['cart'] });
  expect(() => readPlan({ skip: ['no-such-entity'] }, 'migration/shop-1')).toThrow('there is no entity "no-such-entity"');
});

test('what is no object is refused in words', () => {
  for (const input of ['shop-1', 5, ['shop-1']]) expect(() => parsePlan(input, { run: 'x' })).toThrow(/the plan has/);
});

test('retuning names only what is to change, within the same bounds', () => {
  expect(retuning.parse({ chunk: { chunk: 5 } })).toEqual({ chunk: { chunk: 5 } });
  expect(retuning.safeParse({ throttle: { pauseMs: tuningBounds.throttle.pauseMs.max + 1 } }).success).toBe(false);
  expect(retuning.safeParse({ gates: 'auto' }).success).toBe(false);
});
