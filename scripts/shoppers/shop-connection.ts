import { createConnection, type Connection } from 'mysql2/promise';

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

/** Connects as Magento does: no sql_mode, UTC. Every value comes back as the exact text of the server. */
export async function connectShop(address: ShopAddress): Promise<Connection> {
  const connection = await createConnection({
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
  await connection.query(`SET SESSION sql_mode = '', time_zone = '+00:00', innodb_lock_wait_timeout = 10`);
  return connection;
}
