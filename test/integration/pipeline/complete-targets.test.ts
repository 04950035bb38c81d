import { completeTargets } from '../../../pipeline/prepare-targets';
import { project } from '../../../pipeline/project';
import { addCustomer, openShop, type TestShop } from '../open-shop';
import { useServers } from '../../servers';

const servers = useServers({ parts: ['source', 'target'] });
let shop: TestShop;
beforeEach(async () => {
  shop = await openShop(servers);
});
afterEach(() => shop.close());

interface Built {
  readonly files: readonly string[];
  readonly statements: number;
}

async function complete(signal = new AbortController().signal): Promise<Built> {
  let statements = 0;
  const files = await completeTargets(shop.config, { signal, onStatement: () => void statements++ });
  return { files, statements };
}

const unproven = (): Promise<Record<string, unknown>[]> => shop.target("SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated");
const indexes = async (): Promise<number> => Number((await shop.target(
  "SELECT count(*) AS n FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT indisprimary AND NOT indisunique AND indisvalid AND nspname IN ('order', 'customer', 'catalog')"))[0]!.n);

test('indexes and foreign keys come after the rows, while others write, and only once', async () => {
  for (let id = 1; id <= 20; id++) await addCustomer(shop, id, `c${id}@example.com`);
  await project(shop.context, { entity: 'customer', selection: { from: 1, to: 20 } });
  expect(await indexes()).toBe(0);
  let over = false;
  const writing = (async () => {
    let writes = 0;
    while (!over) {
      await project(shop.context, { entity: 'customer', selection: { keys: [1 + (writes % 20)] } });
      writes++;
    }
    return writes;
  })();
  const first = await complete();
  over = true;
  expect(await writing).toBeGreaterThan(0);
  expect(first.files).toContain('order/001-indexes.sql');
  expect(await indexes()).toBeGreaterThan(20);
  expect(await unproven()).toEqual([]);
  expect((await shop.target("SELECT count(*) AS n FROM pg_constraint WHERE contype = 'f'"))[0]!.n).toBeGreaterThan(10);
  expect(await shop.target("SELECT relname FROM pg_class WHERE 'autovacuum_enabled=off' = ANY(reloptions)")).toEqual([]);
  expect(await complete()).toEqual({ files: [], statements: 0 });
});

test('a build that was interrupted is done again: what it left behind is never taken for an index', async () => {
  await complete();
  const all = await indexes();
  await shop.target("UPDATE pg_index SET indisvalid = false WHERE indexrelid = '\"order\".orders_customer_email_idx'::regclass");
  await shop.target("DELETE FROM banyan.migrations WHERE owner = 'order' AND file = 'after-load/001-indexes.sql'");
  expect(await indexes()).toBe(all - 1);
  expect((await complete()).files).toEqual(['order/001-indexes.sql']);
  expect(await indexes()).toBe(all);
});

test('two at once wait for each other, and one of them builds', async () => {
  const [left, right] = await Promise.all([complete(), complete()]);
  expect([left.files.length, right.files.length].sort()).toEqual([0, Math.max(left.files.length, right.files.length)]);
  expect(await unproven()).toEqual([]);
});

test('a child without its root is named, and once it is gone the building goes on', async () => {
  await shop.target("INSERT INTO \"order\".order_items (order_id, id) VALUES ('00000000-0001-8000-8000-000000000001', '00000000-0002-8000-8000-000000000002')");
  await expect(complete()).rejects.toMatchObject({ failure: 'ConstraintViolated', message: expect.stringContaining('order_items_order_id_fkey') });
  await shop.target('DELETE FROM "order".order_items');
  await complete();
  expect(await unproven()).toEqual([]);
});

test('ends when told to, and keeps what was built', async () => {
  const stop = new AbortController();
  let statements = 0;
  await expect(completeTargets(shop.config, { signal: stop.signal, onStatement: () => { if (++statements === 5) stop.abort(); } })).rejects.toThrow();
  expect((await complete()).files.length).toBeGreaterThan(0);
  expect(await unproven()).toEqual([]);
});
