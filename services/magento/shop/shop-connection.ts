import { createConnection, type Connection, type ConnectionOptions } from 'mysql2/promise';

/** Where the shop's database is, who comes, and the prefix of its tables. */
export interface ShopAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly prefix: string;
}

/** One row as the server writes it: every value as text. */
export type TextRow = Readonly<Record<string, string | null>>;

/** Values of one row to write; undefined is left out. */
export type RowValues = Readonly<Record<string, string | number | null | undefined>>;

/** What every connection to a shop is made with. Every value comes back as the exact text of the server. */
export const shopConnection = (address: ShopAddress): ConnectionOptions => ({
  host: address.host,
  port: address.port,
  user: address.user,
  password: address.password,
  database: address.database,
  charset: 'utf8mb4',
  enableKeepAlive: true,
  connectTimeout: 10_000,
  typeCast: (field) => (field.type === 'BLOB' || field.type === 'GEOMETRY' ? field.buffer()?.toString('utf8') ?? null : field.string('utf8')),
});

/** Magento's own session: no sql_mode, UTC. */
export const magentoSession = "SET SESSION sql_mode = '', time_zone = '+00:00', innodb_lock_wait_timeout = 10";

/** Connects as Magento does. */
export async function connectShop(address: ShopAddress): Promise<Connection> {
  const connection = await createConnection(shopConnection(address));
  await connection.query(magentoSession);
  return connection;
}
