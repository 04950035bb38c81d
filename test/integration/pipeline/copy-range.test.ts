import { copyRange, defaultTuning } from '../../../pipeline/copy-range';
import { verifyRange } from '../../../pipeline/verify-range';
import { useServers } from '../../servers';
import { interceptTarget } from '../intercept';
import { addCustomer, openShop, type TestShop } from '../open-shop';

/** Invariant 3: rows and the progress they stand for commit together. */
describe('copying a range', () => {
  const servers = useServers();
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openShop(servers);
    for (let id = 1; id <= 30; id++) await addCustomer(shop, id, `c${id}@example.com`);
  });
  afterAll(() => shop.close());

  const tuning = { ...defaultTuning, chunk: 10, maxChunk: 10 };
  const range = { run: 'r', entity: 'customer', from: 0, to: 1000 };
  const state = async () => (await shop.target(`SELECT (SELECT count(*) FROM customer.customers)::int AS rows,
    (SELECT last_key FROM banyan.progress WHERE run = 'r')::int AS "lastKey", (SELECT rows FROM banyan.progress WHERE run = 'r')::int AS counted`))[0];

  it('that dies between rows and progress leaves neither, and goes on where it stood', async () => {
    let chunks = 0;
    const dying = interceptTarget(shop.context, ({ text }) => {
      if (text.includes('banyan.progress AS kept') && ++chunks === 2) throw new Error('killed');
      return undefined;
    });
    await expect(copyRange(dying, { range, tuning })).rejects.toThrow('killed');
    expect(await state()).toEqual({ rows: 10, lastKey: 10, counted: 10 });
    expect(await copyRange(shop.context, { range, tuning })).toEqual({ aggregates: 20, rows: 20, refused: 0, limit: 10 });
    expect(await state()).toEqual({ rows: 30, lastKey: 1000, counted: 30 });
  });

  it('again does nothing, and a fresh run over the same rows changes none of them', async () => {
    expect(await copyRange(shop.context, { range, tuning })).toEqual({ aggregates: 0, rows: 0, refused: 0, limit: 10 });
    const before = await shop.target('SELECT xmin::text, id FROM customer.customers ORDER BY id');
    expect(await copyRange(shop.context, { range: { ...range, run: 'second' }, tuning })).toMatchObject({ aggregates: 30 });
    expect(await shop.target('SELECT xmin::text, id FROM customer.customers ORDER BY id')).toEqual(before);
  });

  it('takes along what the source deleted meanwhile', async () => {
    await shop.magento.query('DELETE FROM customer_entity WHERE entity_id IN (1, 15, 30)');
    await copyRange(shop.context, { range: { ...range, run: 'third' }, tuning });
    expect(await shop.target('SELECT count(*)::int AS rows FROM customer.customers')).toEqual([{ rows: 27 }]);
  });

  it('ends though the shop adds a row after each chunk, and so does its comparison', async () => {
    let born = 100;
    const outpaced = async (): Promise<void> => {
      if (born > 120) throw new Error('it runs after every new row');
      await addCustomer(shop, ++born, `c${born}@example.com`);
    };
    await copyRange(shop.context, { range: { ...range, run: 'outpaced' }, tuning, afterChunk: outpaced });
    await verifyRange(shop.context, { verification: 'outpaced', entity: 'customer', from: 0, to: 1000, chunk: 10, afterChunk: outpaced });
  });
});
