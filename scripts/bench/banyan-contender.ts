import { parseConfig } from '../../contracts/config';
import { prepareTargets } from '../../pipeline/prepare-targets';
import { onTarget, readerUrl, targetUrl, type BenchServers } from './bench-servers';
import type { Contender } from './contender';
import { startCopyWorker } from './start-copy-worker';

/** What a copying worker is told by its environment. */
export const copySettings = (servers: BenchServers, database: string): Record<string, string> => ({
  BANYAN_SOURCE_URL: readerUrl(servers),
  BANYAN_TARGET_URL: targetUrl(servers, database),
});

/** Makes the database that every round of Banyan starts from. */
export async function prepareTemplate(servers: BenchServers, database: string): Promise<void> {
  await onTarget(servers, 'postgres', async (client) => void (await client.query(`CREATE DATABASE ${database}`)));
  await prepareTargets(parseConfig(copySettings(servers, database)));
}

/** Banyan's own path: label, load, decode, ledger, rows and progress in one transaction per chunk. */
export const banyanContender = (template: string, concurrency: number): Contender => ({
  name: 'banyan',
  prepare: (servers, database) => onTarget(servers, 'postgres', async (client) => void (await client.query(`CREATE DATABASE ${database} TEMPLATE ${template}`))),
  start: async (servers, database) => {
    const copy = await startCopyWorker({ concurrency, entities: ['order'], env: copySettings(servers, database) });
    return async () => void (await copy());
  },
  tableOf: ({ target }) => `"order".${target}`,
});
