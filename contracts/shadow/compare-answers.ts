import { createHmac } from 'node:crypto';
import type { RouteRules } from './route-rules';

/** An answer as it is compared. */
export interface SeenAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** A place where two answers differ, without what stands there. */
export interface Difference {
  /** `status`, `body`, or a path of fields with `[]` for any element of a list. */
  readonly path: string;
  readonly kind: 'value' | 'missing' | 'additional' | 'length' | 'type';
  /** Keyed digests of both values. */
  readonly control: string | undefined;
  readonly candidate: string | undefined;
}

const mostDifferences = 50;
const deepest = 30;

/** Where a candidate's answer differs from control's. @param key of the digests. */
export function compareAnswers(control: SeenAnswer, candidate: SeenAnswer, { rules, key }: { readonly rules: RouteRules; readonly key: Buffer }): Difference[] {
  const digest = (value: unknown): string | undefined => (value === undefined ? undefined : createHmac('sha256', key).update(JSON.stringify(value)).digest('base64url').slice(0, 22));
  const found = new Map<string, Difference>();
  const ignored = (path: string): boolean => Object.hasOwn(rules.ignore, path);
  const orderOf = (path: string): string | undefined => (Object.hasOwn(rules.sortBy, path) ? rules.sortBy[path] : undefined);
  const note = (path: string, kind: Difference['kind'], values: readonly [unknown, unknown]): void => {
    if (found.size < mostDifferences && !found.has(path) && !ignored(path)) found.set(path, { path, kind, control: digest(values[0]), candidate: digest(values[1]) });
  };
  const compare = (path: string, left: unknown, right: unknown): void => {
    if (ignored(path) || Object.is(left, right)) return;
    if (typeOf(left) !== typeOf(right)) note(path, left === undefined ? 'additional' : right === undefined ? 'missing' : 'type', [left, right]);
    else if (path.split('.').length > deepest) note(path, 'type', [undefined, undefined]);
    else if (Array.isArray(left)) compareLists(path, left, right as unknown[]);
    else if (typeof left === 'object' && left !== null) compareFields(path, left, right as object);
    else note(path, 'value', [left, right]);
  };
  const compareLists = (path: string, left: readonly unknown[], right: readonly unknown[]): void => {
    const [ours, theirs] = [inOrder(left, orderOf(path)), inOrder(right, orderOf(path))];
    if (ours.length !== theirs.length) note(path, 'length', [ours.length, theirs.length]);
    else ours.forEach((item, index) => compare(`${path}[]`, item, theirs[index]));
  };
  const compareFields = (path: string, left: object, right: object): void => {
    for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) compare(path === '' ? named(name) : `${path}.${named(name)}`, own(left, name), own(right, name));
  };
  if (control.status !== candidate.status) note('status', 'value', [control.status, candidate.status]);
  else {
    const [left, right] = [parse(control.body), parse(candidate.body)];
    if (left === undefined || right === undefined) {
      if (!control.body.equals(candidate.body)) note('body', 'value', [control.body.toString('base64'), candidate.body.toString('base64')]);
    } else compare('', left.value, right.value);
  }
  return [...found.values()];
}

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);

/** A name that is data, such as an e-mail used as a key, is not shown. */
const named = (name: string): string => (/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(name) ? name : '*');

const own = (object: object, name: string): unknown => (Object.hasOwn(object, name) ? (object as Record<string, unknown>)[name] : undefined);

/** @param field that orders the list; empty for a list of plain values; undefined where the order counts. */
function inOrder(list: readonly unknown[], field: string | undefined): readonly unknown[] {
  if (field === undefined) return list;
  const keyOf = (item: unknown): string => JSON.stringify(field === '' ? item : typeof item === 'object' && item !== null ? own(item, field) : item) ?? '';
  return [...list].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : keyOf(left) > keyOf(right) ? 1 : 0));
}

function parse(body: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body.toString('utf8')) };
  } catch {
    // Not JSON on this side: compared byte by byte.
    return undefined;
  }
}
