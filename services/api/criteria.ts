import { badRequest } from './api-fault';

export const conditions = ['eq', 'neq', 'gt', 'gteq', 'lt', 'lteq', 'from', 'to', 'moreq', 'like', 'nlike', 'in', 'nin', 'null', 'notnull'] as const;
export type Condition = (typeof conditions)[number];

export interface Filter {
  readonly field: string;
  readonly condition: Condition;
  /** A comma list for `in` and `nin`; ignored by `null` and `notnull`. */
  readonly value: string;
}

/** Magento's searchCriteria: groups are joined by AND, the filters of a group by OR. */
export interface Criteria {
  readonly groups: readonly (readonly Filter[])[];
  readonly sort: readonly { readonly field: string; readonly descending: boolean }[];
  readonly pageSize: number;
  /** From 1. */
  readonly page: number;
}

/** Magento's own limits where its Web API limits are on. */
const defaultPageSize = 20;
const largestPageSize = 300;

/** Criteria that find by one field. */
export const fieldIs = (field: string, value: string): Criteria =>
  ({ groups: [[{ field, condition: 'eq', value }]], sort: [], pageSize: 1, page: 1 });

/** Reads `searchCriteria[filter_groups][0][filters][0][field]=…` and its camel-case twin. @throws ApiFault 400. */
export function parseCriteria(query: URLSearchParams): Criteria {
  const groups = new Map<number, Map<number, Record<string, string>>>();
  const sorts = new Map<number, Record<string, string>>();
  const plain: Record<string, string> = {};
  for (const [name, value] of query) {
    const path = /^search_?criteria((?:\[\w+\])+)$/i.exec(name)?.[1]?.slice(1, -1).split('][').map(snake);
    if (!path) continue;
    if (path[0] === 'filter_groups' && path[2] === 'filters' && path.length === 5) at(at(groups, path[1]!, () => new Map<number, Record<string, string>>()), path[3]!, emptyWords)[path[4]!] = value;
    else if (path[0] === 'sort_orders' && path.length === 3) at(sorts, path[1]!, emptyWords)[path[2]!] = value;
    else if (path.length === 1) plain[path[0]!] = value;
    else throw badRequest('searchCriteria: %field is not known', { field: path.join('.') });
  }
  return {
    groups: inOrder(groups).map((filters) => inOrder(filters).map(filterOf)),
    sort: inOrder(sorts).map(({ field = '', direction = 'ASC' }) => ({ field, descending: direction.toUpperCase() === 'DESC' })),
    pageSize: Math.min(largestPageSize, positive(plain, 'page_size', defaultPageSize)),
    page: positive(plain, 'current_page', 1),
  };
}

/** The criteria as an answer repeats them. */
export function showCriteria({ groups, sort, pageSize, page }: Criteria) {
  return {
    filter_groups: groups.map((filters) => ({ filters: filters.map(({ field, condition, value }) => ({ field, value, condition_type: condition })) })),
    ...(sort.length > 0 ? { sort_orders: sort.map(({ field, descending }) => ({ field, direction: descending ? 'DESC' : 'ASC' })) } : {}),
    page_size: pageSize,
    current_page: page,
  };
}

const emptyWords = (): Record<string, string> => ({});

const snake = (word: string): string => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function at<T>(map: Map<number, T>, key: string, make: () => T): T {
  const index = Number(key);
  if (!Number.isInteger(index)) throw badRequest('searchCriteria: %field must be a number', { field: key });
  let found = map.get(index);
  if (found === undefined) map.set(index, (found = make()));
  return found;
}

const inOrder = <T>(map: ReadonlyMap<number, T>): T[] => [...map].sort(([left], [right]) => left - right).map(([, value]) => value);

function filterOf({ field, value = '', condition_type: condition = 'eq' }: Record<string, string>): Filter {
  if (!field) throw badRequest('searchCriteria: a filter needs a field');
  if (!conditions.includes(condition as Condition)) throw badRequest('searchCriteria: there is no condition type %condition', { condition });
  return { field, value, condition: condition as Condition };
}

function positive(plain: Readonly<Record<string, string>>, name: string, otherwise: number): number {
  const text = plain[name];
  if (text === undefined) return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw badRequest('searchCriteria: %field must be a number from 1', { field: name });
  return Number(text);
}
