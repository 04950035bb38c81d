import { createConnection, type Connection, type ConnectionOptions, type RowDataPacket } from 'mysql2/promise';
import { writeActiveCarts } from './carts/write-carts';
import { writeCategories } from './catalog/write-categories';
import { writeProducts } from './catalog/write-products';
import { createMagentoSchema, MAGENTO_SESSION } from './create-schema';
import { createTriggers } from './create-triggers';
import { writeGuestSubscribers } from './customers/write-subscribers';
import { writeCustomers } from './customers/write-customers';
import { createAttributeCatalog } from './eav/attribute-catalog';
import { writeAttributes } from './eav/write-attributes';
import { LAST_ORDER } from './moments';
import { createRandom } from './random';
import { createRowWriter, type RowWriter } from './row-writer';
import { countUsage } from './rules/count-usage';
import { writeRules } from './rules/write-rules';
import { createIncrementIds } from './sales/increment-ids';
import { writeOrders } from './sales/write-orders';
import type { SeedContext } from './seed-context';
import { seedOptionsSchema, type SeedInput, type SeedOptions } from './seed-options';
import { writeConfiguration } from './shop/write-configuration';
import { writeOrderStatuses } from './shop/write-order-statuses';
import { fillRebuilt } from './shop/fill-rebuilt';
import { writeSequences } from './shop/write-sequences';
import { writeStores } from './shop/write-stores';
import { writeReviews } from './social/write-reviews';
import { writeRewards } from './social/write-rewards';
import { writeWishlists } from './social/write-wishlists';
import { stageShop } from './staging/stage-shop';
import { writeStock } from './stock/write-stock';
import { chooseTraps } from './traps/traps';
import { createTrapShop } from './traps/trap-shop';

export interface SeedSummary {
  /** Rows the generator wrote, by table without prefix. Counters and traps come on top. */
  readonly rows: Readonly<Record<string, number>>;
  readonly total: number;
  /** Without the creation of tables. */
  readonly seconds: number;
  /** Names of the traps that were laid. */
  readonly traps: readonly string[];
}

/** Hears every ten seconds how many rows have been written. */
export type OnRows = (rows: number) => void;

/**
 * Makes a Magento shop: creates the database when it is missing, its tables, and fills them. The same options give the
 * same rows on any day and server. Memory does not grow with the sizes.
 * Throws a ZodError or RangeError for bad options, and an Error when the database holds a shop already.
 */
export async function seedShop({ database, ...server }: ConnectionOptions & { readonly database: string }, input: SeedInput = {}, onRows: OnRows = () => undefined): Promise<SeedSummary> {
  const options = seedOptionsSchema.parse(input);
  const traps = chooseTraps(options.traps, options.trap);
  const connection = await createConnection({ ...server, charset: 'utf8mb4_general_ci' });
  try {
    await useDatabase(connection, database);
    await refuseSecondShop(connection, database, options.prefix);
    await createMagentoSchema(connection, options);
    const started = performance.now();
    const rows = await writeShop(connection, options, onRows);
    const seconds = (performance.now() - started) / 1000;
    await connection.query(MAGENTO_SESSION);
    const shop = createTrapShop(connection, createAttributeCatalog(options.seed), options.prefix);
    for (const trap of traps) await trap.apply(shop);
    if (options.staging) await stageShop(connection, options.prefix);
    await createTriggers(connection, options);
    return { rows, total: sumOf(rows), seconds, traps: traps.map(({ name }) => name) };
  } finally {
    await connection.end();
  }
}

const TELL_EVERY_MS = 10_000;
const sumOf = (rows: SeedSummary['rows']): number => Object.values(rows).reduce((sum, count) => sum + count, 0);

async function useDatabase(connection: Connection, database: string): Promise<void> {
  await connection.query('CREATE DATABASE IF NOT EXISTS ?? CHARACTER SET utf8mb3', [database]);
  await connection.query('USE ??', [database]);
  // CURRENT_TIMESTAMP is a moment of the shop's life too: the same on every day.
  await connection.query(`SET SESSION timestamp = ${LAST_ORDER}`);
}

async function refuseSecondShop(connection: Connection, database: string, prefix: string): Promise<void> {
  const [rows] = await connection.query<RowDataPacket[]>('SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?', [database, `${prefix}store`]);
  if (rows.length > 0) throw new Error(`Database ${database} holds a shop already; name an empty one, or another prefix`);
}

/** Strict, so that a value which a column cannot hold is an error here and not a silent cut. */
const LOADING_SESSION = "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO', autocommit = 0";

async function writeShop(connection: Connection, options: SeedOptions, onRows: OnRows): Promise<SeedSummary['rows']> {
  await connection.query(LOADING_SESSION);
  const writer = createRowWriter(connection, options.prefix);
  const timer = setInterval(() => onRows(sumOf(writer.counts())), TELL_EVERY_MS);
  try {
    return await fillTables(connection, options, writer);
  } finally {
    clearInterval(timer);
  }
}

async function fillTables(connection: Connection, options: SeedOptions, writer: RowWriter): Promise<SeedSummary['rows']> {
  const context = createContext(writer, options);
  const increments = createIncrementIds();
  writeStores(context);
  writeConfiguration(context);
  writeOrderStatuses(context);
  writeAttributes(context);
  writeCategories(context);
  await writeProducts(context);
  await writeStock(context);
  await writeCustomers(context);
  await writeGuestSubscribers(context);
  await writeRules(context);
  await writeOrders(context, increments);
  await writeActiveCarts(context);
  await writeWishlists(context);
  await writeReviews(context);
  if (options.commerce) await writeRewards(context);
  await writeSequences(connection, context, increments);
  await writer.finish();
  await countUsage(connection, options.prefix);
  await fillRebuilt(connection, options.prefix);
  return writer.counts();
}

function createContext(writer: RowWriter, options: SeedOptions): SeedContext {
  const ids = new Map<string, number>();
  return {
    options,
    put: writer.put,
    ready: writer.ready,
    attributes: createAttributeCatalog(options.seed),
    random: (kind, n) => createRandom(options.seed, kind, n),
    nextId(table) {
      const id = (ids.get(table) ?? 0) + 1;
      ids.set(table, id);
      return id;
    },
  };
}
