import type { RowDataPacket } from 'mysql2/promise';
import { onSource, onTarget, SHOP, type BenchServers } from './bench-servers';
import type { Contender } from './contender';
import { orderTables } from './order-tables';

/** Rows, sum of a number and of a hash of a text with its number, per table. */
export type RowSums = Readonly<Record<string, string>>;

/** What must have arrived; read once. */
export function sourceSums(servers: BenchServers): Promise<RowSums> {
  return onSource(servers, SHOP, async (shop) => {
    const sums: Record<string, string> = {};
    for (const { source, checked } of orderTables) {
      const [rows] = await shop.query<RowDataPacket[]>(`SELECT COUNT(*) AS n, COALESCE(SUM(${checked.number}), 0) AS total,
        SUM(CAST(CONV(LEFT(MD5(COALESCE(${checked.text}, '')), 12), 16, 10) AS UNSIGNED)) AS hash FROM ${source}`);
      sums[source] = `${rows[0]!['n']} ${Number(rows[0]!['total'])} ${rows[0]!['hash']}`;
    }
    return sums;
  });
}

/** @throws Error naming the table and both sums when a contender's rows are not the source's. */
export async function checkCopied(servers: BenchServers, contender: Contender, wanted: { database: string; sums: RowSums }): Promise<void> {
  await onTarget(servers, wanted.database, async (client) => {
    for (const table of orderTables) {
      const { rows } = await client.query<{ n: string; total: string; hash: string }>(`SELECT count(*) AS n, COALESCE(sum(${table.checked.number}), 0) AS total,
        sum(('x' || left(md5(COALESCE(${table.checked.text}, '')), 12))::bit(48)::bigint) AS hash FROM ${contender.tableOf(table)}`);
      const found = `${rows[0]!.n} ${Number(rows[0]!.total)} ${rows[0]!.hash}`;
      if (found !== wanted.sums[table.source]) throw new Error(`${contender.name} did not copy ${table.source}: ${found} instead of ${wanted.sums[table.source]}`);
    }
  });
}
