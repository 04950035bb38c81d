import type { AccountValue, RowFact } from './account-lines';
import { addDecimals } from './canonical-value';

/** A fact with what is known of its transaction: `happened` false means it may or may not have. */
export interface OrderedFact extends RowFact {
  readonly happened: boolean;
  readonly salt: string;
}

/** A value that a column may hold: a text, NULL, or any text with this digest under this salt. */
export type ExpectedValue = { readonly text: string | null } | { readonly digest: string; readonly salt: string };

/** What must be true of one row once the shoppers have stopped. */
export interface RowExpectation {
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
  /** `either`: a transaction of unknown end created or deleted it. */
  readonly presence: 'present' | 'absent' | 'either';
  /** If the row is there, each of these columns holds one of the values. */
  readonly columns: ReadonlyMap<string, readonly ExpectedValue[]>;
}

interface RowState {
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
  presence: 'present' | 'absent' | 'either';
  readonly columns: Map<string, readonly ExpectedValue[]>;
}

/** Merges facts about each row in the order in which the locks of the server put them. */
export function expectRows(facts: readonly OrderedFact[]): { readonly expectations: readonly RowExpectation[]; readonly breaks: readonly string[] } {
  const states = new Map<string, RowState>();
  const breaks: string[] = [];
  for (const fact of [...facts].sort((left, right) => left.at - right.at)) {
    const name = `${fact.table} ${Object.entries(fact.key).map(([column, value]) => `${column}=${value}`).join(' ')}`;
    const state = states.get(name) ?? { table: fact.table, key: fact.key, presence: fact.born && !fact.happened ? 'either' : 'present', columns: new Map() };
    states.set(name, state);
    applyFact(state, fact, (column) => breaks.push(`${name} ${column}`));
  }
  return { expectations: [...states.values()], breaks };
}

function applyFact(state: RowState, fact: OrderedFact, onBreak: (column: string) => void): void {
  if (fact.deleted) {
    state.presence = fact.happened ? 'absent' : 'either';
    if (fact.happened) state.columns.clear();
    return;
  }
  if (fact.born === 'new') state.columns.clear();
  if (fact.happened) state.presence = 'present';
  else if (fact.born && state.presence === 'absent') state.presence = 'either';
  for (const [column, value] of Object.entries(fact.set ?? {})) {
    const expected = expectedValue(value, fact.salt);
    const known = state.columns.get(column);
    if (fact.happened || fact.born === 'new') state.columns.set(column, [expected]);
    // Without an earlier fact the value of before is unknown, and so is the one of now.
    else if (known) state.columns.set(column, [...known, expected]);
  }
  for (const [column, addition] of Object.entries(fact.added ?? {})) {
    const known = state.columns.get(column) ?? [];
    // Read under the lock, it narrows what an unknown end had left open, or shows that another hand wrote here.
    if (known.length > 0 && !known.some((value) => 'text' in value && value.text === addition.was)) onBreak(column);
    const now = { text: addDecimals(addition.was ?? '0', addition.by) };
    state.columns.set(column, fact.happened ? [now] : [{ text: addition.was }, now]);
  }
}

function expectedValue(value: AccountValue, salt: string): ExpectedValue {
  return value === null || typeof value === 'string' ? { text: value } : { digest: value.digest, salt };
}
