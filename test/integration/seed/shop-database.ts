import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { seedShop } from '../../../scripts/seed/seed-shop';
import type { SeedInput } from '../../../scripts/seed/seed-options';
import type { SourceDatabase } from '../../servers';

/** The administrator's connection to a fresh database of a suite. */
export const openAsRoot = ({ host, port, database, rootUser, rootPassword }: SourceDatabase): Promise<Connection> =>
  createConnection({ host, port, database, user: rootUser, password: rootPassword });

export const seedInto = ({ host, port, database, rootUser, rootPassword }: SourceDatabase, input: SeedInput) =>
  seedShop({ host, port, database, user: rootUser, password: rootPassword }, input);

/** The first cell of each row. */
export const column = async (connection: Connection, sql: string): Promise<readonly string[]> => {
  const [rows] = await connection.query<RowDataPacket[]>(sql);
  return rows.map((row) => String(Object.values(row)[0]));
};

export const count = async (connection: Connection, sql: string): Promise<number> => Number((await column(connection, sql))[0]);

/** A checksum per table that has rows. */
export const checksums = async (connection: Connection): Promise<Readonly<Record<string, string>>> => {
  const tables = await column(connection, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 1");
  const [rows] = await connection.query<RowDataPacket[]>(`CHECKSUM TABLE ${tables.map((table) => `\`${table}\``).join(', ')}`);
  return Object.fromEntries(rows.map(({ Table, Checksum }) => [String(Table).split('.')[1], String(Checksum)]));
};
