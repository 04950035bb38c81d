import type { FastifyInstance } from 'fastify';
import { domains } from '../../../contracts/routing';
import type { ReportedRoute } from '../../../services/api/shadow-report';
import { createMagento } from '../../../services/magento/create-magento';
import type { OpenReads } from '../../../services/open-reads';
import { openReads } from '../../../services/open-reads';
import { useServers } from '../../servers';
import { get, openTwoSides, type TwoSides } from './two-sides';

/** The shop's own reads behind one interface, the services behind it as candidates. */
let sides: TwoSides;
const open: FastifyInstance[] = [];
afterAll(async () => {
  await Promise.all(open.map((app) => app.close()));
  await sides?.close();
});
const servers = useServers({});
beforeAll(async () => {
  sides = await openTwoSides(servers, { customers: 20, products: 20, orders: 20, seed: 5 });
  await sides.project();
});

const comparing = { recheckMs: 20, baselineEvery: 2, budget: { atOnce: 4, waiting: 500, perSecond: 1_000, busiest: 1 } };
const branched = async (wrap: (reads: OpenReads) => OpenReads = (reads) => reads): Promise<FastifyInstance> => {
  const services = new Map(domains.map((service) => [service, wrap(openReads({ service, ...sides.serviceDatabases(service), connections: 2 }))]));
  const app = await createMagento({ address: sides.shopAddress, connections: 4, shadow: { share: 100, services, comparing } });
  await app.listen({ host: '127.0.0.1', port: 0 });
  open.push(app);
  return app;
};
const reported = async (app: FastifyInstance): Promise<readonly ReportedRoute[]> => (await get(app, '/shadow')).body as ReportedRoute[];
const total = (routes: readonly ReportedRoute[]): number => routes.reduce((sum, { compared, skipped }) => sum + compared + skipped, 0);
const until = async (app: FastifyInstance, count: number): Promise<readonly ReportedRoute[]> => {
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const routes = await reported(app);
    if (total(routes) >= count) return routes;
  }
  throw new Error(`only ${total(await reported(app))} of ${count} were compared`);
};

const keys: Readonly<Record<string, string>> = {
  ':sku': "SELECT sku AS k FROM catalog_product_entity WHERE sku <> '' ORDER BY entity_id LIMIT 1", ':customer': 'SELECT max(entity_id) AS k FROM customer_entity', ':order': 'SELECT max(entity_id) AS k FROM sales_order',
};
const paths = ['/rest/V1/products/:sku', '/rest/V1/products?searchCriteria[pageSize]=5', '/rest/V1/orders/:order', '/rest/V1/orders', '/rest/V1/customers/:customer', '/rest/V1/categories/2', '/rest/V1/customers/999999'];
/** With a key that the shop has. */
const pathOf = async (path: string): Promise<string> => {
  const name = Object.keys(keys).find((key) => path.endsWith(key));
  if (name === undefined) return path;
  const [rows] = await sides.shop.query(keys[name]!) as unknown as [{ k: string | number }[]];
  return path.replace(name, encodeURIComponent(String(rows[0]!.k)));
};

test('callers get what the shop always answered, and every read is compared with the service\'s', async () => {
  const app = await branched();
  const asked = await Promise.all(paths.map(pathOf));
  for (const path of asked) expect(await get(app, path)).toEqual(await get(sides.magento, path));
  const routes = await until(app, asked.length);
  expect(routes.map(({ route }) => route).sort()).toEqual(['catalog.category', 'catalog.product', 'catalog.product-search', 'customer.customer', 'order.order', 'order.order-search']);
  expect(routes.filter(({ mismatched, noisy, skipped }) => mismatched + noisy + skipped > 0)).toEqual([]);
  expect(routes.reduce((sum, { baselines }) => sum + baselines, 0)).toBeGreaterThan(1);
});

test('a service that answers otherwise is found, by route and field, without a value', async () => {
  const app = await branched();
  await sides.target("UPDATE customer.customers SET first_name = 'Mallory'");
  const path = await pathOf('/rest/V1/customers/:customer');
  const { body, status } = await get(sides.magento, path);
  expect([await get(app, path), status]).toEqual([{ body, status: 200 }, 200]);
  const [route] = await until(app, 1);
  expect(route).toMatchObject({ route: 'customer.customer', compared: 1, mismatched: 1, paths: [{ path: 'firstname', count: 1, request: expect.stringMatching(/^[\w-]{22}$/) }] });
  expect(JSON.stringify(route)).not.toMatch(/Mallory/);
  expect(JSON.stringify(route)).not.toContain((body as { firstname: string }).firstname);
  await sides.project(['customer']);
});

test.each(['fails', 'hangs'] as const)('a service that %s neither slows nor fails a caller', async (kind) => {
  const app = await branched(({ reads, close }) => ({ close, reads: { ...reads, read: () => (kind === 'fails' ? Promise.reject(new Error('away')) : new Promise(() => undefined)) } }));
  const path = await pathOf('/rest/V1/orders/:order');
  for (let n = 0; n < 20; n++) {
    const at = performance.now();
    expect((await get(app, path)).status).toBe(200);
    expect(performance.now() - at).toBeLessThan(2_000);
  }
  if (kind === 'fails') expect(await until(app, 20)).toMatchObject([{ route: 'order.order', compared: 0, skipped: 20 }]);
  else expect(total(await reported(app))).toBe(0);
});
