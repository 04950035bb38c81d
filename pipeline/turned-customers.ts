import type { CustomerCut } from '../entities/customer-cut';
import { firstKeeperSql, followersSql, youngSql } from '../source/cut-sql';
import { keyOfCells, numberRowsOf } from '../source/key-rows';
import { takeLabel } from '../source/label';
import type { PipelineContext } from './context';
import type { CustomerChanges } from './customer-changes';
import type { KeysByEntity } from './route-changes';

/**
 * The customers that came in or fell out by some changes. Who has a keeper stays in by every other one, so only a
 * customer's first keeper turns anything, and the loss of its last: a customer's ten thousandth order costs one look-up.
 * First is judged by the order of keepers and keys, not of time. Whatever order events come in, a customer that had none
 * when it was left out gets its first one among them, and that one is not passed over.
 */
export async function turnedCustomers(context: PipelineContext, cut: CustomerCut, { gains, losses, born, moved }: CustomerChanges): Promise<number[]> {
  const asked = [...new Set([...gains.map(({ customer }) => customer), ...losses, ...born])];
  if (asked.length + moved.length === 0) return [];
  // The event may have come before its commit was visible.
  await takeLabel(context.source);
  const { prefix } = context.catalog();
  const young = new Set((await numberRowsOf(context.source, asked, (ids) => youngSql({ prefix, cut }, ids))).map(([id]) => id!));
  const old = asked.filter((customer) => !young.has(customer));
  const first = await firstKeepers(context, cut, old);
  const turned = new Set(moved);
  for (const customer of born) if (!young.has(customer)) turned.add(customer);
  for (const customer of losses) if (!young.has(customer) && !first.has(customer)) turned.add(customer);
  for (const { customer, rank, key } of gains) {
    const other = first.get(customer);
    if (!young.has(customer) && (!other || rank < other.rank || (rank === other.rank && key <= other.key))) turned.add(customer);
  }
  return [...turned];
}

async function firstKeepers(context: PipelineContext, { keepers }: CustomerCut, customers: readonly number[]): Promise<Map<number, { rank: number; key: number }>> {
  const first = new Map<number, { rank: number; key: number }>();
  const { prefix } = context.catalog();
  for (const [rank, keeper] of keepers.entries()) {
    const open = customers.filter((customer) => !first.has(customer));
    const rows = await numberRowsOf(context.source, open, (ids) => firstKeeperSql(keeper, prefix, ids));
    for (const [customer, key] of rows) first.set(customer!, { rank, key: key! });
  }
  return first;
}

/** Everything that is carried or left out with some customers: themselves, and what the source has of theirs now. */
export async function keysOfCustomers(context: PipelineContext, customers: readonly number[]): Promise<KeysByEntity> {
  const keys: KeysByEntity = new Map();
  if (customers.length === 0) return keys;
  const { prefix } = context.catalog();
  for (const compiled of context.entities()) {
    const { customer, name } = compiled.definition;
    if (!customer || !compiled.present) continue;
    // A customer that is gone from the source is still to be looked at; of the others' keys the source knows all.
    const own = name === 'customer' ? customers : (await numberRowsOf(context.source, customers, (ids) => followersSql(compiled, prefix, ids))).map(keyOfCells);
    if (own.length > 0) keys.set(name, new Set(own));
  }
  return keys;
}
