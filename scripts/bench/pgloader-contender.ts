import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTarget, SHOP, sourceUrl, targetUrl } from './bench-servers';
import type { Contender } from './contender';
import { orderTables } from './order-tables';
import { runChild } from './run-child';

/**
 * pgloader with its defaults but one: it makes the tables, copies, builds the source's indexes in parallel and adds the
 * foreign keys. With 100,000 rows prefetched, its default, its heap was exhausted on these wide rows in every second run.
 */
export const pgloaderContender: Contender = {
  name: 'pgloader',
  prepare: (servers, database) => onTarget(servers, 'postgres', async (client) => void (await client.query(`CREATE DATABASE ${database}`))),
  start: (servers, database) => Promise.resolve(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'banyan-pgloader-'));
    try {
      const script = join(folder, 'orders.load');
      const tables = orderTables.map(({ source }) => `'${source}'`).join(', ');
      // Its connection strings know `pgsql`.
      writeFileSync(script, `LOAD DATABASE FROM ${sourceUrl(servers, SHOP)} INTO ${targetUrl(servers, database).replace('postgres:', 'pgsql:')} WITH prefetch rows = 10000 INCLUDING ONLY TABLE NAMES MATCHING ${tables};\n`);
      await runChild('pgloader', ['--root-dir', folder, script], {});
    } finally {
      rmSync(folder, { recursive: true });
    }
  }),
  tableOf: ({ source }) => `"${SHOP}".${source}`,
};
