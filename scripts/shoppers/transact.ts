import type { Connection } from 'mysql2/promise';
import type { Account } from './account';
import type { Action, Scene, Touched } from './action';
import { microsNow } from './micros';
import type { ShopSchema } from '../../services/magento/shop/shop-schema';
import { createShopTransaction, CannotAct } from './shop-transaction';

/** How one attempt at an action ended. */
export type Outcome =
  | { readonly end: 'acknowledged'; readonly touched: Touched; readonly ackedAt: number; readonly sequence: number }
  | { readonly end: 'nothing to do' }
  | { readonly end: 'given up'; readonly why: string }
  | { readonly end: 'try again' }
  | { readonly end: 'connection lost' }
  | { readonly end: 'indeterminate' };

/** What an attempt needs besides the action itself. */
export interface Attempt {
  readonly connection: Connection;
  readonly schema: ShopSchema;
  readonly salt: string;
  readonly account: Account;
  readonly sequence: number;
  readonly scene: Omit<Scene, 'tx' | 'after'>;
}

const TRY_AGAIN = new Set([1205, 1213, 1020]);
const TAKEN_OR_GONE = new Set([1062, 1451, 1452]);

/**
 * Runs an action as one transaction. The account has the facts on disk before COMMIT is sent and the acknowledgement
 * before this returns, so whatever dies in between, nothing that the shop confirmed is missing from it.
 */
export async function transact(action: Action, attempt: Attempt): Promise<Outcome> {
  const learnt: (() => void)[] = [];
  const { connection } = attempt;
  const tx = createShopTransaction(connection, attempt.schema, attempt.salt);
  let touched: Touched | undefined;
  try {
    await connection.beginTransaction();
    touched = await action.perform({ ...attempt.scene, tx, after: (learn) => learnt.push(learn) });
    if (touched === undefined || tx.facts.length === 0) {
      await connection.rollback();
      return { end: 'nothing to do' };
    }
  } catch (error) {
    return outcomeOf(error, action, connection);
  }
  await attempt.account.write({ kind: 'intent', sequence: attempt.sequence, action: action.name, entity: touched.entity, entityKey: touched.key, at: microsNow(), facts: tx.facts });
  try {
    await connection.commit();
  } catch (error) {
    if (!TRY_AGAIN.has(errnoOf(error))) return { end: 'indeterminate' };
    await attempt.account.write({ kind: 'undone', sequence: attempt.sequence });
    return { end: 'try again' };
  }
  const ackedAt = microsNow();
  await attempt.account.write({ kind: 'ack', sequence: attempt.sequence, at: ackedAt });
  for (const learn of learnt) learn();
  return { end: 'acknowledged', touched, ackedAt, sequence: attempt.sequence };
}

async function outcomeOf(error: unknown, action: Action, connection: Connection): Promise<Outcome> {
  if (isConnectionLoss(error)) return { end: 'connection lost' };
  await connection.rollback().catch(() => undefined); // a connection that cannot roll back is found broken by the next statement
  if (TRY_AGAIN.has(errnoOf(error))) return { end: 'try again' };
  if (error instanceof CannotAct) return { end: 'given up', why: error.message };
  if (TAKEN_OR_GONE.has(errnoOf(error))) return { end: 'given up', why: `server error ${errnoOf(error)}` };
  throw new Error(`${action.name} failed with server error ${errnoOf(error)}: ${withoutValues(error)}`, { cause: withoutStatement(error) });
}

/** Whether the server or the way to it went away, so that a new connection may help. */
export function isConnectionLoss(error: unknown): boolean {
  const { fatal, code, errno } = error as { readonly fatal?: boolean; readonly code?: string; readonly errno?: number };
  return fatal === true || /^(ECONN|EPIPE|ETIMEDOUT|PROTOCOL_|ENOTFOUND)/.test(code ?? '') || [1053, 1040, 1152, 1158, 1159, 1160, 1161, 1927, 2006, 2013, 4031].includes(errno ?? 0)
    || (error instanceof Error && /closed state|is closed/.test(error.message));
}

function errnoOf(error: unknown): number {
  return (error as { readonly errno?: number }).errno ?? 0;
}

/** Messages of the server quote values of customers; a statement that the driver attaches holds them all. */
function withoutValues(error: unknown): string {
  return error instanceof Error ? error.message.replace(/near '[^]*$/, "near '…'").replace(/(entry|value:?) '[^']*'/gi, "$1 '…'") : 'unknown';
}

function withoutStatement(error: unknown): unknown {
  if (!(error instanceof Error) || !('sql' in error)) return error;
  const bare = new Error(withoutValues(error));
  bare.stack = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')).join('\n');
  return bare;
}
