import { customerRows, keepersOf, type CustomerCut, type Keeper } from '../entities/customer-cut';
import type { SourceCatalog } from '../entities/grammar/catalog';
import type { Change } from '../source/change-source';
import type { CompiledEntity } from '../entities/grammar/compile';

/** What a batch changes about who is carried. Customers by Magento id. */
export interface CustomerChanges {
  /** A keeper's row names the customer now. `rank` is the keeper's place in the order of keepers. */
  readonly gains: readonly { readonly customer: number; readonly rank: number; readonly key: number }[];
  /** A keeper's row named the customer before. */
  readonly losses: readonly number[];
  /** The customer itself came. */
  readonly born: readonly number[];
  /** The customer went, or was given another date; or something in between was handed to or from it. */
  readonly moved: readonly number[];
}

/** A table on the way from an aggregate to its customer: a balance between its movements and the customer. */
interface Between {
  readonly table: string;
  readonly column: string;
}

const betweenOf = (entities: readonly CompiledEntity[]): Between[] =>
  entities.flatMap(({ definition, present }) => (present && definition.customer?.via ? [{ table: definition.customer.via.table, column: definition.customer.via.column }] : []));

/** Columns that a reader must decode for {@link customerChanges}, by table. */
export function customerColumns(catalog: SourceCatalog, entities: readonly CompiledEntity[]): Map<string, string[]> {
  const wanted = new Map<string, string[]>();
  if (catalog.tables.has(customerRows.table)) wanted.set(customerRows.table, [customerRows.key, customerRows.created]);
  for (const { table, key, column } of keepersOf(catalog)) wanted.set(table, [key, column]);
  for (const { table, column } of betweenOf(entities)) wanted.set(table, [...(wanted.get(table) ?? []), column]);
  return wanted;
}

/** Finds in a batch whatever may bring a customer in or leave it out. Changes that leave the customer's column alone do not. */
export function customerChanges(changes: readonly Change[], { keepers }: CustomerCut, entities: readonly CompiledEntity[]): CustomerChanges {
  const found = { gains: [] as CustomerChanges['gains'][number][], losses: new Set<number>(), born: new Set<number>(), moved: new Set<number>() };
  const between = betweenOf(entities);
  for (const change of changes) {
    if (change.table === customerRows.table) noteCustomer(change, found);
    keepers.forEach((keeper, rank) => {
      if (keeper.table === change.table) noteKeeper(change, { keeper, rank }, found);
    });
    for (const { table, column } of between) {
      if (table !== change.table || !change.before || !change.after || change.before[column] === change.after[column]) continue;
      for (const id of [idOf(change.before[column]), idOf(change.after[column])]) if (id !== undefined) found.moved.add(id);
    }
  }
  return { gains: found.gains, losses: [...found.losses], born: [...found.born], moved: [...found.moved] };
}

interface Found {
  readonly gains: CustomerChanges['gains'][number][];
  readonly losses: Set<number>;
  readonly born: Set<number>;
  readonly moved: Set<number>;
}

function noteCustomer({ before, after }: Change, { born, moved }: Found): void {
  const id = idOf((after ?? before)![customerRows.key]);
  if (id === undefined) return;
  if (!before) born.add(id);
  else if (!after || before[customerRows.created] !== after[customerRows.created]) moved.add(id);
}

function noteKeeper({ before, after }: Change, { keeper, rank }: { keeper: Keeper; rank: number }, { gains, losses }: Found): void {
  const [lost, gained] = [idOf(before?.[keeper.column]), idOf(after?.[keeper.column])];
  if (lost === gained) return;
  if (lost !== undefined) losses.add(lost);
  if (gained !== undefined) gains.push({ customer: gained, rank, key: Number(after![keeper.key]) });
}

/** A reference of 0 or NULL is a guest's. */
function idOf(value: number | string | null | undefined): number | undefined {
  const id = Number(value ?? 0);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
