import type { RowFact } from './account-lines';
import { addDecimals } from './canonical-value';

type Added = NonNullable<RowFact['added']>;

/**
 * Facts of one transaction of unknown end, with each addition told from what the transaction found first. What it found
 * the second time was its own work: if it never happened, no row ever held that.
 */
export function additionsFromStart(facts: readonly RowFact[]): readonly RowFact[] {
  const starts = new Map<string, Added>();
  return facts.map((fact) => {
    if (!fact.added) return fact;
    const row = `${fact.table} ${JSON.stringify(fact.key)}`;
    const before = starts.get(row) ?? {};
    const added = Object.fromEntries(Object.entries(fact.added).map(([column, now]) => {
      const first = before[column];
      return [column, first ? { was: first.was, by: addDecimals(first.by, now.by) } : now];
    }));
    starts.set(row, { ...before, ...added });
    return { ...fact, added };
  });
}
