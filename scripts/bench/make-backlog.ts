import type { Connection, RowDataPacket } from 'mysql2/promise';
import { createRandom } from '../shoppers/random';
import { seedShop } from '../seed/seed-shop';
import { onSource, prepareShop, SHOP, type BenchServers } from './bench-servers';
import { createZipf } from './zipf';

/** A stretch of the log, of transactions that change one row each. */
export interface Backlog {
  readonly file: string;
  readonly position: number;
  readonly gtids: string;
  /** What comes first, so that whoever reads it is warm when the clock starts. */
  readonly warm: Stretch;
  readonly measured: Stretch;
  /** Different rows of both stretches. */
  readonly distinct: number;
}

interface Stretch {
  readonly rows: number;
  /** The barrier behind it. */
  readonly label: number;
}

/** What its rows are of, but for the one of products. */
export const BACKLOG_TABLE = 'customer_entity';

export const CUSTOMERS = 100_000;
const PRODUCTS = 100;
const EXPONENT = 0.9;
/** Their keys begin behind it. */
export const FIRST = 1_000_000;

/** Draws the customers that change: the frequent ones far more often than the rest. @param next 0 <= x < 1. */
export function createCustomerPicks(next: () => number): () => number {
  const rank = createZipf(CUSTOMERS, EXPONENT, next);
  return () => FIRST + rank();
}

/** A shop with 100,000 customers, and some more behind them, of which each is the like of a seeded one. */
export async function makeBacklogShop(servers: BenchServers, { more = 0 }: { readonly more?: number } = {}): Promise<void> {
  await onSource(servers, undefined, async (root) => {
    await root.query(`DROP DATABASE IF EXISTS ${SHOP}`);
    await seedShop({ ...servers.source, database: SHOP }, { customers: 100, products: 2 * PRODUCTS, orders: 10, traps: 'none' });
    await root.query(`USE ${SHOP}`);
    await root.query('SET SESSION sql_log_bin = 0, foreign_key_checks = 0, unique_checks = 0');
    const own = new Set(['entity_id', 'email', 'increment_id']);
    const columns = (await columnsOf(root, 'customer_entity')).filter((column) => !own.has(column)).join(', ');
    await root.query(`INSERT INTO customer_entity (entity_id, email, ${columns})
      SELECT ${FIRST} + seq, CONCAT('bench-', seq, '@example.com'), ${columns} FROM seq_1_to_${CUSTOMERS + more}, customer_entity WHERE entity_id = (SELECT MIN(entity_id) FROM customer_entity)`);
  });
  await prepareShop(servers);
}

async function columnsOf(root: Connection, table: string): Promise<string[]> {
  const [rows] = await root.query<RowDataPacket[]>('SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION', [table]);
  return rows.map(({ name }) => name as string);
}

/** Changes customers. */
export function writeCustomerBacklog(servers: BenchServers, rows: number): Promise<Backlog> {
  const customer = createCustomerPicks(createRandom(1).next);
  return writeBacklog(servers, { rows, warmRows: Math.ceil(rows / 10), key: () => customer(), update: `UPDATE ${BACKLOG_TABLE} SET rp_token = CONCAT('token-', n) WHERE entity_id = picked` });
}

/** Changes the names of the same 100 products over and over. */
export const writeProductBacklog = (servers: BenchServers, rows: number): Promise<Backlog> =>
  onSource(servers, SHOP, async (root) => {
    const [[name]] = await root.query<RowDataPacket[]>("SELECT attribute_id AS id FROM eav_attribute WHERE attribute_code = 'name' AND entity_type_id = (SELECT entity_type_id FROM eav_entity_type WHERE entity_type_code = 'catalog_product')");
    const [products] = await root.query<RowDataPacket[]>('SELECT entity_id AS id FROM catalog_product_entity_varchar WHERE store_id = 0 AND attribute_id = ? ORDER BY entity_id LIMIT ?', [name!.id, PRODUCTS]);
    return writeBacklog(servers, {
      rows, warmRows: 0, key: (at) => products[at % products.length]!.id as number,
      update: `UPDATE catalog_product_entity_varchar SET value = CONCAT('name ', n) WHERE store_id = 0 AND attribute_id = ${Number(name!.id)} AND entity_id = picked`,
    });
  });

interface Writing {
  readonly rows: number;
  readonly warmRows: number;
  key(at: number): number;
  /** A statement on the number `n` of a change and the key `picked`; it must change the row. */
  readonly update: string;
}

async function writeBacklog(servers: BenchServers, { rows, warmRows, key, update }: Writing): Promise<Backlog> {
  return onSource(servers, SHOP, async (root) => {
    await pickKeys(root, warmRows + rows, key);
    await root.query('DROP PROCEDURE IF EXISTS bench_write');
    await root.query(`CREATE PROCEDURE bench_write(first int, until int) BEGIN
      DECLARE n, picked int; DECLARE ended bool DEFAULT false;
      DECLARE picks CURSOR FOR SELECT at, id FROM bench_picks WHERE at >= first AND at < until ORDER BY at; DECLARE CONTINUE HANDLER FOR NOT FOUND SET ended = true;
      OPEN picks; changing: LOOP FETCH picks INTO n, picked; IF ended THEN LEAVE changing; END IF; ${update}; END LOOP; CLOSE picks; END`);
    const [[place]] = await root.query<RowDataPacket[]>('SHOW MASTER STATUS');
    const [[reached]] = await root.query<RowDataPacket[]>('SELECT BINLOG_GTID_POS(?, ?) AS gtids', [place!.File, place!.Position]);
    // Only how the backlog comes to be is sped up; who reads it is measured on a durable server.
    await root.query('SET GLOBAL sync_binlog = 0, GLOBAL innodb_flush_log_at_trx_commit = 0');
    const warm = await writeStretch(root, { from: 0, rows: warmRows });
    const measured = await writeStretch(root, { from: warmRows, rows });
    await root.query('SET GLOBAL sync_binlog = 1, GLOBAL innodb_flush_log_at_trx_commit = 1');
    const [[picks]] = await root.query<RowDataPacket[]>('SELECT COUNT(DISTINCT id) AS ids FROM bench_picks');
    return { file: String(place!.File), position: Number(place!.Position), gtids: String(reached!.gtids), warm, measured, distinct: Number(picks!.ids) };
  });
}

async function writeStretch(root: Connection, { from, rows }: { from: number; rows: number }): Promise<Stretch> {
  await root.query('CALL bench_write(?, ?)', [from, from + rows]);
  await root.query('UPDATE banyan.barrier SET n = n + 1');
  const [[barrier]] = await root.query<RowDataPacket[]>('SELECT n FROM banyan.barrier');
  return { rows, label: Number(barrier!.n) };
}

/** Which row each change concerns, chosen here and not in the log. */
async function pickKeys(root: Connection, rows: number, key: (at: number) => number): Promise<void> {
  await root.query('SET SESSION sql_log_bin = 0');
  await root.query('CREATE OR REPLACE TABLE bench_picks (at int PRIMARY KEY, id int NOT NULL)');
  for (let at = 0; at < rows; at += 10_000) {
    await root.query('INSERT INTO bench_picks VALUES ?', [Array.from({ length: Math.min(10_000, rows - at) }, (_, more) => [at + more, key(at + more)])]);
  }
  await root.query('SET SESSION sql_log_bin = 1');
}
