import { stateEntity } from '../../pipeline/entity-states';
import { project } from '../../pipeline/project';
import { startStatus, type RunningStatus } from '../../workers/status/start-status';
import { useServers } from '../servers';
import { addCustomer, addProduct, openShop, type TestShop } from './open-shop';
import { eventually, runShopStream, type RunningStream } from './pipeline/run-shop-stream';

/** The status API over real servers, and a stream that is started, watched and ended. */
describe('the status API', () => {
  const lines: Readonly<Record<string, unknown>>[] = [];
  let shop: TestShop;
  let status: RunningStatus;
  let stream: RunningStream | undefined;
  // Hooks run in the order they are given: the stream ends before its databases are dropped.
  afterAll(async () => {
    await stream?.stop();
    await status.stop();
    await shop.close();
  });
  const servers = useServers();
  beforeAll(async () => {
    shop = await openShop(servers);
    status = await startStatus({ ...shop.config, BANYAN_STATUS_HOST: '127.0.0.1', BANYAN_STATUS_PORT: 0, BANYAN_STATUS_SILENT_SECONDS: 3 }, (line) => lines.push(line));
  });

  const get = async (path: string) => {
    const response = await fetch(status.url + path);
    return { status: response.status, body: (await response.json()) as Record<string, never> & { entities: Record<string, Record<string, unknown>> } };
  };
  const metrics = async (): Promise<string> => (await fetch(`${status.url}/metrics`)).text();
  const wait = async (body: unknown) => {
    const response = await fetch(`${status.url}/api/v1/wait`, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as { passed: boolean; by?: string; label: number; why?: string } };
  };

  it('says that nothing is known before a stream was started, and never 0', async () => {
    expect(await get('/live')).toMatchObject({ status: 200 });
    expect(await get('/health')).toMatchObject({ status: 503, body: { status: 'unhealthy' } });
    expect(await get('/api/v1/sync-lag')).toMatchObject({ status: 503, body: { lag_seconds: null, p99: null } });
    expect(await get('/api/v1/error-rate')).toMatchObject({ status: 503, body: { rate: null } });
    const text = await metrics();
    expect(text).toContain('banyan_stream_running 0');
    expect(text).not.toMatch(/^banyan_sync_(lag|error)/m);
  });

  it('gives lag, error rate and the state of each entity once it runs', async () => {
    stream = runShopStream(shop);
    await eventually('health', async () => (await get('/health')).status === 200);
    await addCustomer(shop, 1, 'c1@example.com');
    // A NUL byte is what PostgreSQL cannot hold: one of two is refused.
    await shop.magento.query("INSERT INTO customer_entity (entity_id, website_id, email, store_id, firstname) VALUES (2, 1, 'c2@example.com', 1, 'a\\0b')");
    const rate = await eventually('both', async () => {
      const { body } = await get('/api/v1/error-rate');
      return body.taken === 2 && body;
    });
    expect(rate).toMatchObject({ rate: 50, errors: 1, taken: 2 });
    const lag = await eventually('samples', async () => {
      const { body } = await get('/api/v1/sync-lag');
      return typeof body.p99 === 'number' && (body as Record<string, unknown>);
    });
    expect(lag.lag_seconds).toBeGreaterThan(0);
    expect(lag.lag_seconds).toBeLessThan(10);
    const { customer, product } = (await get('/api/v1/sync-status')).body.entities;
    expect(customer).toMatchObject({ state: 'following', dirty_keys: 0, unsettled_batches: 0, quarantined: 1, last_event: expect.stringMatching(/^\d{4}-/) });
    expect(customer!.applied_label).toBe(customer!.published_label);
    expect(product).toMatchObject({ state: 'following', last_event: null });
    expect(await metrics()).toMatch(/banyan_sync_error_rate_percent 50\n[\s\S]*banyan_quarantined\{entity="customer"\} 1\n/);
  });

  it('waits until a write can be read, by the ledger or by the stream', async () => {
    await addProduct(shop, 7, 'sku-7');
    const { body } = await wait({ entity: 'product', keys: [7], timeout_ms: 10_000 });
    expect(body.passed).toBe(true);
    expect(await shop.target('SELECT sku FROM catalog.products')).toEqual([{ sku: 'sku-7' }]);
    // Once it does not change any more, only the stream can pass a fresh label.
    await eventually('nothing more to project', async () => {
      const { status, body: passed } = await wait({ entity: 'product', keys: [7], timeout_ms: 10_000 });
      expect({ status, passed: passed.passed }).toEqual({ status: 200, passed: true });
      return passed.by === 'stream';
    });
    await project(shop.context, { entity: 'product', selection: { keys: [7] } });
    expect(await wait({ entity: 'product', keys: [7], label: body.label, timeout_ms: 0 })).toMatchObject({ status: 200, body: { by: 'ledger', label: body.label } });
  });

  it('never says so of a key that was not loaded, is refused, or waits', async () => {
    expect(await wait({ entity: 'product', keys: [8], timeout_ms: 1500 })).toMatchObject({ status: 504, body: { passed: false } });
    expect(await wait({ entity: 'customer', keys: [2], timeout_ms: 1500 })).toMatchObject({ status: 504, body: { passed: false } });
    await stateEntity(shop.context, { entity: 'product', state: 'paused', why: 'a test' });
    await eventually('the pause', async () => (await get('/api/v1/sync-status')).body.entities.product!.state === 'paused');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await shop.magento.query("UPDATE catalog_product_entity SET sku = 'sku-seven' WHERE entity_id = 7");
    expect(await wait({ entity: 'product', keys: [7], timeout_ms: 1500 })).toMatchObject({ status: 504, body: { passed: false } });
    expect(await get('/health')).toMatchObject({ status: 200, body: { status: 'degraded', held: ['product'] } });
    const { product } = (await get('/api/v1/sync-status')).body.entities;
    expect(product).toMatchObject({ state: 'paused', why: 'a test', dirty_keys: 1 });
    expect(product!.applied_label).toBeLessThan(product!.published_label as number);
    await stateEntity(shop.context, { entity: 'product', state: 'active', why: 'a test' });
    expect(await wait({ entity: 'product', keys: [7], timeout_ms: 10_000 })).toMatchObject({ status: 200 });
    expect(await shop.target('SELECT sku FROM catalog.products')).toEqual([{ sku: 'sku-seven' }]);
  });

  it('keeps its word about time while the source lets nobody write', async () => {
    await shop.magento.query('LOCK TABLES banyan.barrier WRITE');
    try {
      const began = Date.now();
      expect(await wait({ entity: 'product', keys: [7], timeout_ms: 300 })).toMatchObject({ status: 504, body: { passed: false, label: null, why: expect.stringContaining('300 ms') } });
      expect(Date.now() - began).toBeLessThan(10_000);
    } finally {
      await shop.magento.query('UNLOCK TABLES');
    }
    expect(await wait({ entity: 'product', keys: [7], timeout_ms: 10_000 })).toMatchObject({ status: 200 });
  });

  it('refuses what it does not understand', async () => {
    expect((await get('/api/v1/nothing')).status).toBe(404);
    expect((await fetch(`${status.url}/api/v1/wait`)).status).toBe(405);
    expect(await wait({ entity: 'nothing', keys: [1] })).toMatchObject({ status: 400, body: { why: expect.stringContaining('nothing') } });
    expect((await wait({ entity: 'product', keys: [] })).status).toBe(400);
    expect((await fetch(`${status.url}/api/v1/wait`, { method: 'POST', body: 'x'.repeat(70_000) })).status).toBe(400);
  });

  it('alarms from outside once the source moves and nothing arrives', async () => {
    await stream!.stop();
    stream = undefined;
    let id = 100;
    const health = await eventually('the alarm', async () => {
      await addCustomer(shop, ++id, `c${id}@example.com`);
      const { status: code, body } = await get('/health');
      return code === 503 && body.dead_man === 'silent' && body;
    });
    expect(JSON.stringify(health)).toContain('the source moves');
    expect(await metrics()).toContain('banyan_dead_man_alarm 1');
    expect(lines).toContainEqual(expect.objectContaining({ level: 'alarm', event: 'dead-man', state: 'silent' }));
    stream = runShopStream(shop);
    await eventually('health again', async () => (await get('/health')).status === 200);
    expect(await metrics()).toContain('banyan_dead_man_alarm 0');
  });
});
