import { parseConfig } from '../../contracts/config';
import { completeTargets, prepareTargets } from '../../pipeline/prepare-targets';
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

/** Makes a target into which one entity has been copied. @returns the database. */
export async function prepareCopy(servers: BenchServers, database: string, entity: string): Promise<string> {
  await prepareTemplate(servers, database);
  await (await startCopyWorker({ concurrency: 2, entities: [entity], env: copySettings(servers, database) }))();
  return database;
}

/** Builds what a migration builds once the rows are there. */
export const completeCopy = (env: Readonly<Record<string, string>>): Promise<unknown> =>
  completeTargets(parseConfig(env), { signal: new AbortController().signal, onStatement: () => undefined });

/** Makes a database of one round as a copy of the prepared one. */
export const fromTemplate = (template: string) => (servers: BenchServers, database: string): Promise<void> =>
  onTarget(servers, 'postgres', async (client) => void (await client.query(`CREATE DATABASE ${database} TEMPLATE ${template}`)));

/** The same copy without workflow and Temporal, to see what they cost. */
export const directContender = (template: string, concurrency: number): Contender => ({
  name: 'direct',
  prepare: fromTemplate(template),
  start: async (servers, database) => {
    const env = copySettings(servers, database);
    const copy = await startCopyWorker({ concurrency, entities: ['order'], env });
    return async () => {
      await copy();
      await completeCopy(env);
    };
  },
  tableOf: ({ target }) => `"order".${target}`,
});
