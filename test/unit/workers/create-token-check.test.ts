import { createTokenCheck } from '../../../workers/create-token-check';

const token = 'a-token-that-is-long-enough';
let now: number;
let said: string[];
const open = () => createTokenCheck({ token, say: (line) => said.push(line), now: () => now });

beforeEach(() => {
  [now, said] = [0, []];
});

test('only the very token lets somebody in', () => {
  const check = open();
  for (const other of ['', token.slice(1), `${token} `, token.toUpperCase(), undefined]) expect(check.admits(other)).toBe(false);
  expect(check.admits(token)).toBe(true);
});

test('without one of its own nobody is asked', () => {
  expect(createTokenCheck({ token: undefined, say: () => undefined }).admits(undefined)).toBe(true);
});

test('a refusal is said at once and once a minute with how many there were, naming both settings and no token', () => {
  const check = open();
  for (; now < 150_000; now += 10_000) check.admits('another-token-of-somebody');
  expect(said.map((line) => /\((\d+) by now\)/.exec(line)?.[1])).toEqual(['1', '6', '6']);
  for (const line of said) {
    expect(line).toMatch(/APP_API_TOKEN.*BANYAN_SUBSCRIBER_TOKEN/);
    expect(line).not.toMatch(/another-token-of|a-token-that/);
  }
});

test('no token and another token are told apart', () => {
  open().admits(undefined);
  open().admits('x');
  expect(said).toEqual([expect.stringContaining('show no token'), expect.stringContaining('show another token')]);
});

test('it is in trouble from a refusal until somebody is let in', () => {
  const check = open();
  expect(check.trouble()).toBeUndefined();
  check.admits('x');
  expect(check.trouble()).toEqual({ says: expect.stringContaining('another token'), remedy: expect.stringContaining('APP_API_TOKEN') });
  check.admits(token);
  expect(check.trouble()).toBeUndefined();
});
