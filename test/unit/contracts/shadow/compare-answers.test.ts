import { compareAnswers, type Difference, type SeenAnswer } from '../../../../contracts/shadow/compare-answers';
import { rulesOf, type RouteRules } from '../../../../contracts/shadow/route-rules';

const none: RouteRules = { ignore: {}, sortBy: {} };
const key = Buffer.alloc(32, 1);
const json = (value: unknown, status = 200): SeenAnswer => ({ status, body: Buffer.from(JSON.stringify(value)) });
const compare = (control: unknown, candidate: unknown, rules = none): Difference[] => compareAnswers(json(control), json(candidate), { rules, key });
const told = (differences: readonly Difference[]): string[] => differences.map(({ path, kind }) => `${path} ${kind}`);

test('what is equal differs nowhere, whatever the order of its fields', () => expect(compare({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toEqual([]));

test.each([
  ['another value', { price: 1 }, { price: 2 }, 'price value'],
  ['another type', { price: 1 }, { price: '1' }, 'price type'],
  ['null is not missing', { price: null }, {}, 'price missing'],
  ['a field too many', {}, { price: 1 }, 'price additional'],
  ['a list too short', { items: [1, 2] }, { items: [1] }, 'items length'],
  ['deep inside a list', { items: [{ a: { b: 1 } }] }, { items: [{ a: { b: 2 } }] }, 'items[].a.b value'],
  ['an order that counts', { items: [1, 2] }, { items: [2, 1] }, 'items[] value'],
])('%s', (_name, control, candidate, difference) => expect(told(compare(control, candidate))).toEqual([difference]));

test('the status counts, and then nothing else is looked at', () => expect(told(compareAnswers(json({ a: 1 }), json({ a: 2 }, 404), { rules: none, key }))).toEqual(['status value']));

test('what is not JSON is compared byte by byte', () => {
  const text = (body: string): SeenAnswer => ({ status: 200, body: Buffer.from(body) });
  expect(compareAnswers(text('<a>'), text('<a>'), { rules: none, key })).toEqual([]);
  expect(told(compareAnswers(text('<a>'), text('<b>'), { rules: none, key }))).toEqual(['body value']);
});

test('rules of a route: what may differ is ignored, what has no order is put into one', () => {
  const rules: RouteRules = { ignore: { 'items[].at': 'the moment of asking' }, sortBy: { items: 'id', tags: '' } };
  expect(compare({ items: [{ id: 1, at: 1 }, { id: 2, at: 1 }], tags: ['b', 'a'] }, { items: [{ id: 2, at: 2 }, { id: 1, at: 3 }], tags: ['a', 'b'] }, rules)).toEqual([]);
  expect(told(compare({ items: [{ id: 1, a: 1 }] }, { items: [{ id: 1, a: 2 }] }, rules))).toEqual(['items[].a value']);
  expect(rulesOf('catalog.product').sortBy).toHaveProperty('custom_attributes', 'attribute_code');
  expect(rulesOf('order.order-search').ignore).toHaveProperty('search_criteria');
});

test('no value and no name that is data is told: digests with a key, and a star', () => {
  const differences = compare({ 'ann@example.com': { phone: '0151' } }, { 'ann@example.com': { phone: '0152' } });
  expect(told(differences)).toEqual(['*.phone value']);
  expect(JSON.stringify(differences)).not.toMatch(/ann|015/);
  const again = compareAnswers(json({ phone: '0151' }), json({ phone: '0152' }), { rules: none, key: Buffer.alloc(32, 2) });
  expect(again[0]!.control).not.toBe(differences[0]!.control);
});

test.each(['__proto__', 'constructor', 'toString'])('a field called %s is a field, and no rule names it', (name) => {
  const raw = (value: number): SeenAnswer => ({ status: 200, body: Buffer.from(`{"${name}":${value},"b":{"${name}":[${value}]}}`) });
  expect(told(compareAnswers(raw(1), raw(2), { rules: none, key }))).toEqual([`${name} value`, `b.${name}[] value`]);
});

test('an answer that differs everywhere is not told at length', () => {
  const wide = (value: number) => Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, value]));
  expect(compare(wide(1), wide(2)).length).toBe(50);
});
