import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTarget, SHOP, sourceUrl, targetUrl } from './bench-servers';
import type { Contender } from './contender';
import { orderTables } from './order-tables';
import { runChild } from './run-child';

/** pgloader with its defaults: it makes the tables, copies, builds the source's indexes in parallel and adds the foreign keys. */
export const pgloaderContender: Contender = {
  name: 'pgloader',
  prepare: (servers, database) => onTarget(servers, 'postgres', async (client) => void (await client.query(`CREATE DATABASE ${database}`))),
  start: (servers, database) => Promise.resolve(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'banyan-pgloader-'));
    try {
      const script = join(folder, 'orders.load');
      const tables = orderTables.map(({ source }) => `'${source}'`).join(', ');
      // Its connection strings know `pgsql`, and no option is given: everything is as it comes.
      writeFileSync(script, `LOAD DATABASE FROM ${sourceUrl(servers, SHOP)} INTO ${targetUrl(servers, database).replace('postgres:', 'pgsql:')} INCLUDING ONLY TABLE NAMES MATCHING ${tables};\n`);
      await runChild('pgloader', ['--root-dir', folder, script], {});
    } finally {
      rmSync(folder, { recursive: true });
    }
  }),
  tableOf: ({ source }) => `"${SHOP}".${source}`,
};
