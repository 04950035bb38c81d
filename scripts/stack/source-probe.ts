import { createConnection, type RowDataPacket } from 'mysql2/promise';

export type SourceAddress = { readonly host: string; readonly port: number; readonly user: string; readonly password: string };

/** Connects to a MySQL or MariaDB server, asks for its version and leaves; throws when it does not answer. */
export const probeSource = async (address: SourceAddress): Promise<string> => {
  const connection = await createConnection({ ...address, connectTimeout: 5000 });
  try {
    const [rows] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
    return String(rows[0]?.['version'] ?? '');
  } finally {
    await connection.end();
  }
};
