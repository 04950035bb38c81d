import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createConnection, type Connection } from 'mysql2/promise';
import { parseConfig } from '../../../contracts/config';
import { copyRange, defaultTuning } from '../../../pipeline/copy-range';
import { openContext, type OpenContext } from '../../../pipeline/open-context';
import { prepareTargets } from '../../../pipeline/prepare-targets';
import type { SeedInput } from '../../../scripts/seed/seed-options';
import { seedShop } from '../../../scripts/seed/seed-shop';
import { domains, type Domain } from '../../../contracts/routing';
import { createService } from '../../../services/create-service';
import { createMagento } from '../../../services/magento/create-magento';
import type { ShopAddress } from '../../../services/magento/shop/shop-connection';
import type { ServiceDatabaseAddress } from '../../../services/open-reads';
import { withTarget } from '../../../target/connect';
import type { Servers, TargetDatabase } from '../../servers';

/** A seeded shop behind the stand-in, and its projection behind the services. */
export interface TwoSides {
  readonly magento: FastifyInstance;
  readonly services: Readonly<Record<Domain, FastifyInstance>>;
  /** Where the shop is, and where a service's own rows and the store views are, with its account. */
  readonly shopAddress: ShopAddress;
  serviceDatabases(service: Domain): { readonly own: ServiceDatabaseAddress; readonly stores: ServiceDatabaseAddress };
  /** An administrator's connection to the shop. */
  readonly shop: Connection;
  readonly context: OpenContext;
  /** Projects everything, or the named entities, anew. */
  project(entities?: readonly string[]): Promise<void>;
  target(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function openTwoSides(servers: Servers, seed: SeedInput): Promise<TwoSides> {
  const [source, target] = [await servers.createSourceDatabase(), await servers.createTargetDatabase()];
  const root = { host: source.host, port: source.port, user: source.rootUser, password: source.rootPassword, database: source.database };
  await seedShop(root, seed);
  const login = (user: string, password: string) => `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  const config = parseConfig({
    BANYAN_SOURCE_URL: `mysql://${login(source.user, source.password)}@${source.host}:${source.port}/${source.database}`,
    BANYAN_TARGET_URL: `postgres://${login(target.user, target.password)}@${target.host}:${target.port}/${target.database}`,
    ...(seed.prefix ? { BANYAN_SOURCE_PREFIX: seed.prefix } : {}),
  });
  await prepareTargets(config);
  const context = await openContext(config);
  const shopAddress = { ...root, prefix: seed.prefix ?? '' };
  const magento = await createMagento({ address: shopAddress, connections: 4 });
  const accounts = await createAccounts(context, target);
  const apps = Object.fromEntries(domains.map((service) => [service, createService({ service, own: accounts.of(service), stores: accounts.of(service), connections: 2 })])) as TwoSides['services'];
  await Promise.all([magento, ...Object.values(apps)].map((app) => app.listen({ host: '127.0.0.1', port: 0 })));
  const shop = await createConnection({ ...root, multipleStatements: true });
  const project = async (entities: readonly string[] = context.entities().map(({ definition }) => definition.name)): Promise<void> => {
    const run = randomBytes(6).toString('hex');
    for (const entity of entities) {
      await copyRange(context, { range: { run, entity, from: 0, to: 2 ** 48 - 1 }, tuning: defaultTuning });
    }
  };
  return {
    magento, services: apps, shop, context, project, shopAddress,
    serviceDatabases: (service) => ({ own: accounts.of(service), stores: accounts.of(service) }),
    target: (sql) => withTarget(context.control, async (client) => (await client.query<Record<string, unknown>>(sql)).rows),
    close: async () => {
      await Promise.all([magento, ...Object.values(apps)].map((app) => app.close()));
      await shop.end();
      await accounts.drop();
      await context.close();
    },
  };
}

/** The accounts that deploy/ makes: what they may not read, services cannot show. */
async function createAccounts({ control }: OpenContext, target: TargetDatabase) {
  const [suffix, password] = [randomBytes(4).toString('hex'), randomBytes(12).toString('hex')];
  const of = (service: Domain) => ({ ...target, user: `${service}_${suffix}`, password });
  const run = (sql: string): Promise<void> => withTarget(control, async (client) => void (await client.query(sql)));
  const script = readFileSync(resolve(__dirname, '../../../deploy/postgres/service-account.sql'), 'utf8');
  for (const service of domains) {
    const values: Readonly<Record<string, string>> = { service: `"${service}"`, account: `"${of(service).user}"` };
    await run(script.replace(/:"(\w+)"/g, (_all, name: string) => values[name]!).replace(':password', `'${password}'`));
  }
  return { of, drop: () => run(domains.map((service) => `DROP OWNED BY ${of(service).user}; DROP ROLE ${of(service).user};`).join('\n')) };
}

export interface Told {
  readonly status: number;
  readonly body: unknown;
}

/** What a side answers to a GET. */
export async function get(app: FastifyInstance, path: string): Promise<Told> {
  const answer = await fetch(`${app.listeningOrigin}${path}`);
  return { status: answer.status, body: await answer.json() };
}
