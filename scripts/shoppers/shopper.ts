import type { Connection } from 'mysql2/promise';
import type { Account } from './account';
import type { Action } from './action';
import type { Known } from './known';
import type { Pace } from './pace';
import type { Random } from './random';
import type { Shop } from '../../services/magento/shop/shop';
import type { ShopperTally } from './shopper-summary';
import { transact, type Outcome } from './transact';

/** An acknowledged write, for those who measure how soon it shows elsewhere. Times in microseconds since 1970. */
export interface AcknowledgedWrite {
  readonly action: string;
  readonly entity: string;
  readonly key: string;
  readonly shopper: number;
  readonly sequence: number;
  readonly ackedAt: number;
}

/** Everything that one shopper needs. */
export interface Shopper {
  readonly number: number;
  readonly shop: Shop;
  readonly known: Known;
  readonly random: Random;
  readonly account: Account;
  readonly salt: string;
  readonly actions: readonly Action[];
  readonly pace: Pace;
  readonly tally: ShopperTally;
  connect(): Promise<Connection>;
  onAcknowledged(write: AcknowledgedWrite): void;
}

const MAX_RETRIES = 20;
const MAX_IDLE_CHOICES = 30;
const RECONNECT_MS = 500;

/** Shops until the pace is stopped; the transaction in hand is finished first. */
export async function runShopper(shopper: Shopper): Promise<void> {
  const chooser = createChooser(shopper);
  let connection = await shopper.connect();
  let sequence = 0;
  try {
    for (;;) {
      await shopper.pace.turn();
      if (!shopper.pace.going) return;
      shopper.tally.maxBehindMs = Math.max(shopper.tally.maxBehindMs, shopper.pace.behindMs());
      for (let choices = 0; choices < MAX_IDLE_CHOICES && shopper.pace.going; choices += 1) {
        const action = chooser();
        sequence += 1;
        const outcome = await persist(shopper, action, { connection, sequence });
        if (outcome.end === 'acknowledged') break;
        if (outcome.end !== 'connection lost' && outcome.end !== 'indeterminate') continue;
        connection.destroy();
        connection = await reconnect(shopper, connection);
      }
    }
  } finally {
    // A broken connection is destroyed already; ending it would only say so again.
    await connection.end().catch(() => connection.destroy());
    await shopper.account.close();
  }
}

interface Turn {
  readonly connection: Connection;
  readonly sequence: number;
}

/** Tries one action until it ends in another way than a deadlock, and counts. */
async function persist(shopper: Shopper, action: Action, turn: Turn): Promise<Outcome> {
  const { tally } = shopper;
  for (let tries = 0; tries < MAX_RETRIES; tries += 1) {
    const outcome = await transact(action, {
      ...turn,
      schema: shopper.shop.schema,
      salt: shopper.salt,
      account: shopper.account,
      scene: { shop: shopper.shop, known: shopper.known, random: shopper.random, now: utcNow() },
    });
    if (outcome.end !== 'nothing to do') tally.attempts += 1;
    if (outcome.end === 'try again') {
      tally.retried += 1;
      continue;
    }
    if (outcome.end === 'given up') tally.givenUp += 1;
    if (outcome.end === 'indeterminate') tally.indeterminate += 1;
    if (outcome.end === 'acknowledged') acknowledge(shopper, action, outcome);
    return outcome;
  }
  return { end: 'given up', why: `${MAX_RETRIES} deadlocks in a row` };
}

function acknowledge(shopper: Shopper, action: Action, outcome: Extract<Outcome, { end: 'acknowledged' }>): void {
  shopper.tally.acknowledged += 1;
  shopper.tally.byAction[action.name] = (shopper.tally.byAction[action.name] ?? 0) + 1;
  shopper.onAcknowledged({ action: action.name, entity: outcome.touched.entity, key: outcome.touched.key, shopper: shopper.number, sequence: outcome.sequence, ackedAt: outcome.ackedAt });
}

/** Comes back as soon as the server does. Returns the old, destroyed connection when stopped meanwhile. */
async function reconnect(shopper: Shopper, broken: Connection): Promise<Connection> {
  while (shopper.pace.going) {
    try {
      const connection = await shopper.connect();
      shopper.tally.reconnects += 1;
      return connection;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS)); // the server is down: that is what this loop waits out
    }
  }
  return broken;
}

/** Picks actions by their weights. */
function createChooser(shopper: Shopper): () => Action {
  const total = shopper.actions.reduce((sum, action) => sum + action.weight, 0);
  return () => {
    let left = shopper.random.next() * total;
    const chosen = shopper.actions.find((action) => (left -= action.weight) < 0) ?? shopper.actions[0];
    if (!chosen) throw new Error('this shop has the tables for no action at all');
    return chosen;
  };
}

function utcNow(): string {
  return new Date().toISOString().slice(0, 19).replace('T', ' ');
}
