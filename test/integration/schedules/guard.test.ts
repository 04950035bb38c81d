import { setTimeout } from 'node:timers/promises';
import { project } from '../../../pipeline/project';
import type { PipelineContext } from '../../../pipeline/context';
import { useServers } from '../../servers';
import { both, createGate, interceptTarget, withoutGuard, type Intercept } from '../intercept';
import { addCustomer, openShop, type TestShop } from '../open-shop';

/** Invariant 1: a row labelled n reflects the source at barrier n or later, and labels never go back. */
describe.each(['mariadb', 'mysql'] as const)('a load that comes late, on %s', (source) => {
  const servers = useServers({ source });
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openShop(servers);
    // The ledger knows the key from the start: keys that it does not know pass without the guard.
    await addCustomer(shop, 1, 'first@example.com');
    await project(shop.context, { entity: 'customer', selection: { keys: [1] } });
  });
  afterAll(() => shop.close());

  const waiting = async (): Promise<number> => (await shop.target("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'transactionid'")).length;
  const emails = async (): Promise<unknown[]> => (await shop.target('SELECT email FROM customer.customers ORDER BY id')).map((row) => row.email);

  /** Reads the source, then waits; meanwhile the source moves on and a newer load is applied; then the old one goes on. */
  async function applyLate(move: () => Promise<unknown>, options: { fault?: Intercept; reading?: PipelineContext['source'] } = {}): Promise<void> {
    const gate = createGate();
    let held = false;
    const hold: Intercept = async ({ name }) => {
      if (name === 'guard' && !held) {
        held = true;
        await gate.wait();
      }
      return undefined;
    };
    const old = interceptTarget({ ...shop.context, source: options.reading ?? shop.context.source }, options.fault ? both(hold, options.fault) : hold);
    const late = project(old, { entity: 'customer', selection: { from: 0, to: 1000 } });
    await gate.reached;
    await move();
    await project({ ...shop.context, source: options.reading ?? shop.context.source }, { entity: 'customer', selection: { keys: [1] } });
    gate.open();
    await late;
  }

  beforeEach(async () => {
    await shop.magento.query('DELETE FROM customer_entity');
    await project(shop.context, { entity: 'customer', selection: { from: 0, to: 1000 } });
    await addCustomer(shop, 1, 'before@example.com');
  });

  const change = () => shop.magento.query("UPDATE customer_entity SET email = 'after@example.com' WHERE entity_id = 1");
  const remove = () => shop.magento.query('DELETE FROM customer_entity WHERE entity_id = 1');

  it('does not undo a change', async () => {
    await applyLate(change);
    expect(await emails()).toEqual(['after@example.com']);
  });

  it('does not bring a deleted row back: the tombstone holds the label', async () => {
    await applyLate(remove);
    expect(await emails()).toEqual([]);
  });

  it('undoes the change when the guard is removed: this schedule would see it', async () => {
    await applyLate(change, { fault: withoutGuard });
    expect(await emails()).toEqual(['before@example.com']);
  });

  it('undoes the change when labels are read without a barrier: this schedule would see it', async () => {
    // The label is what the barrier says now, without committing anything: two loads may share it.
    const reading = new Proxy(shop.context.source, {
      get: (pool, property) => {
        if (property !== 'getConnection') return Reflect.get(pool, property) as unknown;
        return async () => {
          const connection = await pool.getConnection();
          const query = connection.query.bind(connection);
          return new Proxy(connection, {
            get: (inner, name) => {
              if (name === 'query') return (sql: string, ...rest: unknown[]) => query(typeof sql === 'string' ? sql.replace('LAST_INSERT_ID(n + 1)', 'LAST_INSERT_ID(n)') : sql, ...(rest as []));
              const value: unknown = Reflect.get(inner, name);
              return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(inner) : value;
            },
          });
        };
      },
    });
    await applyLate(change, { reading });
    expect(await emails()).toEqual(['before@example.com']);
  });

  it('goes to the guard when somebody writes a key that the ledger did not know when it looked', async () => {
    await shop.magento.query('DELETE FROM customer_entity');
    for (const id of [2001, 2002]) await addCustomer(shop, id, `late-${id}@example.com`);
    const other = await shop.context.control.connect();
    await other.query('BEGIN');
    await other.query("INSERT INTO banyan.magento_id_map (entity_type, magento_id, label, gone, derived) VALUES ('customer', 2002, 1000000000, true, true)");
    const late = project(shop.context, { entity: 'customer', selection: { from: 2000, to: 3000 } });
    while ((await waiting()) === 0) await setTimeout(10);
    await other.query('COMMIT');
    other.release();
    expect(await late).toMatchObject({ found: 2, accepted: 1 });
    expect(await emails()).toEqual(['late-2001@example.com']);
  });
});
