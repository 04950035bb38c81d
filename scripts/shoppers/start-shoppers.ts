import { randomBytes } from 'node:crypto';
import { openAccount } from './account';
import type { HeaderLine } from './account-lines';
import { actions as everyAction } from './actions/actions';
import type { Action } from './action';
import { readKnown, readShared, type Shared } from './known';
import { microsNow } from './micros';
import { createPace, type Pace } from './pace';
import { createRandom } from './random';
import { readShop, type Shop } from '../../services/magento/shop/shop';
import { connectShop, type ShopAddress } from '../../services/magento/shop/shop-connection';
import { runShopper, type AcknowledgedWrite } from './shopper';
import { emptyTally, type ShopperSummary, type ShopperTally } from './shopper-summary';

/** How shoppers are to shop. */
export interface ShopperOptions {
  readonly address: ShopAddress;
  /** Acknowledged transactions per second over all shoppers. */
  readonly rate: number;
  /** Concurrent connections. */
  readonly shoppers: number;
  readonly seed: number;
  /** Folder of the accounts, one file per shopper. */
  readonly accountDir: string;
  /** Names of actions to leave out. */
  readonly without?: readonly string[];
  /** Called after every so many acknowledged writes. */
  readonly probe?: { readonly every: number; readonly onWrite: (write: AcknowledgedWrite) => void };
  readonly say?: (line: string) => void;
}

/** Shoppers at work. */
export interface RunningShoppers {
  /** Settles when the shoppers have stopped, also by a fault of their own, which it throws. */
  readonly done: Promise<ShopperSummary>;
  /** Finishes the transactions in hand and returns what was done. */
  stop(): Promise<ShopperSummary>;
  /** Counts so far. */
  summary(): ShopperSummary;
}

/** Reads the shop and lets the shoppers in. Throws when the server cannot be reached or holds no Magento shop. */
export async function startShoppers(options: ShopperOptions): Promise<RunningShoppers> {
  const { shop, shared } = await readOnce(options);
  const can = possibleActions(shop, options);
  const pace = createPace(options.rate);
  const tally = emptyTally();
  const began = performance.now();
  const summary = (): ShopperSummary => summarise(options, tally, (performance.now() - began) / 1000);
  const crew = Array.from({ length: options.shoppers }, (_, number) => employ(options, { shop, shared, can, pace, tally, number }));
  const done = Promise.all(crew.map((one) => one.catch((error: unknown) => {
    pace.stop(); // one broken shopper stops all, so that nobody takes half a crowd for the whole
    throw error;
  }))).then(summary);
  done.catch(() => undefined); // whoever awaits `done` or `stop` gets it
  return {
    done,
    summary,
    stop() {
      pace.stop();
      return done;
    },
  };
}

interface Crew {
  readonly shop: Shop;
  readonly shared: Shared;
  readonly can: readonly Action[];
  readonly pace: Pace;
  readonly tally: ShopperTally;
  readonly number: number;
}

async function readOnce(options: ShopperOptions): Promise<{ readonly shop: Shop; readonly shared: Shared }> {
  const connection = await connectShop(options.address);
  try {
    const shop = await readShop(connection, options.address.prefix);
    return { shop, shared: await readShared(connection, shop) };
  } finally {
    await connection.end();
  }
}

function possibleActions(shop: Shop, options: ShopperOptions): readonly Action[] {
  const wanted = everyAction.filter((action) => !(options.without ?? []).includes(action.name));
  for (const action of wanted) {
    const lacking = action.needs.filter((table) => !shop.schema.has(table));
    if (lacking.length > 0) options.say?.(`nobody will ${action.name}: the shop has no ${lacking.join(', ')}`);
  }
  return wanted.filter((action) => action.needs.every((table) => shop.schema.has(table)));
}

async function employ(options: ShopperOptions, crew: Crew): Promise<void> {
  const salt = randomBytes(16).toString('hex');
  const header: HeaderLine = { kind: 'header', version: 1, salt, seed: options.seed, shopper: crew.number, shoppers: options.shoppers, prefix: options.address.prefix, at: microsNow() };
  const connection = await connectShop(options.address);
  const known = await readKnown(connection, crew.shop, { shopper: crew.number, shoppers: options.shoppers, shared: crew.shared }).finally(() => connection.end());
  const account = await openAccount(options.accountDir, header);
  await runShopper({
    number: crew.number, shop: crew.shop, known, account, salt, actions: crew.can, pace: crew.pace, tally: crew.tally,
    random: createRandom(options.seed * 1009 + crew.number),
    connect: () => connectShop(options.address),
    onAcknowledged(write) {
      if (options.probe && crew.tally.acknowledged % options.probe.every === 0) options.probe.onWrite(write);
    },
  });
}

function summarise(options: ShopperOptions, tally: ShopperTally, seconds: number): ShopperSummary {
  return { shoppers: options.shoppers, seconds: Math.round(seconds * 10) / 10, writesPerSecond: Math.round((tally.acknowledged / seconds) * 10) / 10, ...tally };
}
