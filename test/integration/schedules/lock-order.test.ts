import { project } from '../../../pipeline/project';
import { useServers } from '../../servers';
import { interceptTarget, type Intercept } from '../intercept';
import { addCustomer, openShop, type TestShop } from '../open-shop';

/** The guard locks ledger rows in key order, so two loads over the same keys wait for each other and never deadlock. */
describe.each(['mariadb', 'mysql'] as const)('two loads over the same keys, on %s', (source) => {
  const servers = useServers({ source });
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openShop(servers);
    for (const id of [1, 2, 3, 4]) await addCustomer(shop, id, `c${id}@example.com`);
    await project(shop.context, { entity: 'customer', selection: { from: 0, to: 100 } });
  });
  afterAll(() => shop.close());

  // Locks one row every 100 ms, so that two guards surely run side by side.
  const slowly = (order: string): Intercept => ({ name, text }) => (name === 'guard'
    ? text.replace(/FROM (unnest.*)\n\s*ORDER BY load\.key/, (_, rows: string) =>
      `FROM (SELECT *, pg_sleep(0.1) FROM (SELECT * FROM ${rows} ORDER BY load.key ${order}) AS sorted OFFSET 0) AS load`)
    : undefined);

  /** Attempts each load needed: one, unless a deadlock made it start again. */
  async function attempts(first: Intercept, second: Intercept): Promise<number> {
    let guards = 0;
    const counting = (inner: Intercept): Intercept => (statement) => {
      if (statement.name === 'guard') guards++;
      return inner(statement);
    };
    const selection = { keys: [1, 2, 3, 4] };
    await Promise.all([first, second].map((inner) => project(interceptTarget(shop.context, counting(inner)), { entity: 'customer', selection })));
    return guards;
  }

  it('never deadlock', async () => {
    expect(await attempts(slowly('ASC'), slowly('ASC'))).toBe(2);
  });

  it('deadlock, and start again, when one of them locks in another order: this schedule would see it', async () => {
    expect(await attempts(slowly('ASC'), slowly('DESC'))).toBeGreaterThan(2);
  });
});
