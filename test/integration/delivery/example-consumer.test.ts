import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';
import type { ChangeEvent } from '../../../contracts/change-event';
import { announceKeys } from '../../../pipeline/delivery/announce-keys';
import { useServers } from '../../servers';
import { addProduct, openShop, type TestShop } from '../open-shop';

/** The example of the docs, run as it is: what the contract promises is enough to keep a store right. */
const servers = useServers();

describe('the example consumer', () => {
  let shop: TestShop;
  let store: Client;
  let consumer: ChildProcess;
  let url: string;

  beforeAll(async () => {
    shop = await openShop(servers);
    const { host, port, user, password, database } = await servers.createTargetDatabase();
    store = new Client({ host, port, user, password, database });
    await store.connect();
    consumer = spawn(process.execPath, [join(__dirname, '../../../docs/examples/consumer.mjs'), '0'], {
      env: { DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}` }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(consumer.stdout!, 'data')) as [Buffer];
    url = `http://127.0.0.1:${/(\d+)/.exec(String(line))![1]}`;
  });
  afterAll(async () => {
    consumer.kill();
    await once(consumer, 'close');
    await store.end();
    await shop.close();
  });

  async function eventsOf(...keys: readonly number[]): Promise<ChangeEvent[]> {
    const events: object[] = [];
    await announceKeys(shop.context, { publish: async (_topic, own) => void events.push(...own) }, { entity: 'product', keys, trace: '' });
    return events as ChangeEvent[];
  }

  const post = async (event: object): Promise<unknown> => (await fetch(`${url}/products`, { method: 'POST', body: JSON.stringify(event) })).json();
  const articles = async (): Promise<unknown[]> => (await store.query('SELECT sku, name, price FROM articles ORDER BY sku')).rows as unknown[];

  test('asks for the topic of products', async () => {
    expect(await (await fetch(`${url}/dapr/subscribe`)).json()).toEqual([{ pubsubname: 'banyan', topic: 'migration.product.changed', route: '/products' }]);
  });

  test('keeps what the shop has, in whatever order events come', async () => {
    await addProduct(shop, 1, 'ONE');
    await addProduct(shop, 2, 'two\ttabs \\ and "quotes"');
    await shop.magento.query('INSERT INTO catalog_product_entity_decimal (attribute_id, store_id, entity_id, value) VALUES (77, 0, 1, 12.5)');
    const before = await eventsOf(1, 2);
    await shop.magento.query("UPDATE catalog_product_entity SET sku = 'UNO' WHERE entity_id = 1; DELETE FROM catalog_product_entity WHERE entity_id = 2");
    const after = await eventsOf(1, 2);
    for (const event of before) expect(await post(event)).toEqual({ status: 'SUCCESS' });
    expect(await articles()).toEqual([{ sku: 'ONE', name: 'name of ONE', price: '12.500000' }, { sku: 'two\ttabs \\ and "quotes"', name: 'name of two\ttabs \\ and "quotes"', price: null }]);
    for (const event of [...after, ...before, ...after, ...before]) expect(await post(event)).toEqual({ status: 'SUCCESS' });
    expect(await articles()).toEqual([{ sku: 'UNO', name: 'name of ONE', price: '12.500000' }]);
  });

  test('does not take events of another shape', async () => {
    const [event] = await eventsOf(1);
    expect(await post({ ...event!, schemaversion: '1.deadbeef' })).toEqual({ status: 'RETRY' });
  });
});
