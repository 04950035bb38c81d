import { badRequest } from './api-fault';
import type { Criteria, Filter } from './criteria';
import type { FieldKind, Resource } from './resource';

/** How one side writes what the criteria ask. */
export interface Dialect {
  /** The SQL of a field. */
  column(field: string): string;
  /** Takes a value along and answers its place in the statement. */
  bind(value: string | readonly string[], kind: FieldKind): string;
  /** Text as it is compared: without regard to case and to blanks at its end. */
  fold(sql: string): string;
  /** Text as it is compared with a pattern, where blanks at the end count. */
  foldPattern(sql: string): string;
}

const comparisons = { eq: '=', neq: '<>', gt: '>', gteq: '>=', moreq: '>=', from: '>=', lt: '<', lteq: '<=', to: '<=' } as const;

/** The condition of a WHERE clause. @throws ApiFault 400 for a field or a value that cannot be. */
export function whereOf(resource: Resource, { groups }: Criteria, dialect: Dialect): string {
  const joined = groups.map((filters) => `(${filters.map((filter) => conditionOf(resource, filter, dialect)).join(' OR ')})`);
  return joined.length === 0 ? 'TRUE' : joined.join(' AND ');
}

/** The terms of an ORDER BY clause; the id comes last, so that pages never overlap. */
export function orderOf(resource: Resource, { sort }: Criteria, dialect: Dialect): string {
  const terms = sort.map(({ field, descending }) => {
    const kind = kindOf(resource, field);
    return `${kind === 'text' ? dialect.fold(dialect.column(field)) : dialect.column(field)} ${descending ? 'DESC' : 'ASC'}`;
  });
  return [...terms, `${dialect.column(resource.id)} ASC`].join(', ');
}

function conditionOf(resource: Resource, { field, condition, value }: Filter, dialect: Dialect): string {
  const kind = kindOf(resource, field);
  const column = dialect.column(field);
  if (condition === 'null') return `${column} IS NULL`;
  if (condition === 'notnull') return `${column} IS NOT NULL`;
  const fold = (sql: string): string => (kind === 'text' ? dialect.fold(sql) : sql);
  if (condition === 'in' || condition === 'nin') {
    const list = value.split(',').map((one) => fold(dialect.bind(checked(field, kind, one), kind)));
    return `${fold(column)} ${condition === 'in' ? 'IN' : 'NOT IN'} (${list.join(', ')})`;
  }
  if (condition === 'like' || condition === 'nlike') {
    if (kind !== 'text') throw badRequest('searchCriteria: %field is no text', { field });
    return `${dialect.foldPattern(column)} ${condition === 'like' ? 'LIKE' : 'NOT LIKE'} ${dialect.foldPattern(dialect.bind(checked(field, kind, value), kind))}`;
  }
  return `${fold(column)} ${comparisons[condition]} ${fold(dialect.bind(checked(field, kind, value), kind))}`;
}

function kindOf(resource: Resource, field: string): FieldKind {
  const kind = Object.hasOwn(resource.fields, field) ? resource.fields[field] : undefined;
  if (!kind) throw badRequest('searchCriteria: there is no field %field', { field });
  return kind;
}

const forms: Readonly<Record<FieldKind, (value: string) => boolean>> = {
  integer: (value) => /^-?\d{1,18}$/.test(value),
  number: (value) => /^-?\d{1,18}(\.\d{1,12})?$/.test(value),
  moment: (value) => /^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/.test(value) && new Date(`${value.replace(' ', 'T')}${value.length === 10 ? 'T00:00:00' : ''}Z`).toJSON()?.slice(0, 10) === value.slice(0, 10),
  // PostgreSQL cannot hold a NUL byte, so nothing equals one.
  text: (value) => !value.includes('\0'),
};

function checked(field: string, kind: FieldKind, value: string): string {
  if (forms[kind](value)) return value;
  throw badRequest('searchCriteria: the value of %field is no %kind', { field, kind });
}
