import type { BanyanFailure } from '../../../contracts/failures';
import { copyRange, defaultTuning } from '../../../pipeline/copy-range';
import { drainDirty } from '../../../pipeline/drain-dirty';
import { project } from '../../../pipeline/project';
import { replayDeadLetters } from '../../../pipeline/review-dead-letters';
import { retryQuarantine } from '../../../pipeline/review-quarantine';
import { inTransaction } from '../../../target/connect';
import { keepDeadLetter } from '../../../target/dead-letters';
import { noteAllDirty } from '../../../target/dirty-keys';
import { useServers } from '../../servers';
import { addCustomer, openShop, type TestShop } from '../open-shop';
import { followShop } from '../schedules/follow-shop';

/** One aggregate that the service's database refuses never stops the others. */
const servers = useServers({ parts: ['source', 'target'] });
const reason = 'SQLSTATE 23514 at table customers, constraint no_poison';
const customers = 40;
let shop: TestShop;

beforeEach(async () => {
  shop = await openShop(servers);
  for (let id = 1; id <= customers; id++) await addCustomer(shop, id, `c${id}@example.com`);
});
afterEach(() => shop.close());

const copyAll = (): Promise<unknown> => project(shop.context, { entity: 'customer', selection: { from: 0, to: 1000 } });
const forbid = (): Promise<unknown> => shop.target("ALTER TABLE customer.customers ADD CONSTRAINT no_poison CHECK (first_name <> 'POISON')");
const allow = (): Promise<unknown> => shop.target('ALTER TABLE customer.customers DROP CONSTRAINT no_poison');
/** Renames every customer, some of them to what the target refuses. */
const rename = (...poisoned: readonly number[]): Promise<unknown> =>
  shop.magento.query("UPDATE customer_entity SET firstname = IF(entity_id IN (?), 'POISON', 'Fine')", [poisoned.length > 0 ? poisoned : [0]]);
const named = async (name: string): Promise<number[]> => (await shop.target(
  `SELECT map.magento_id::int AS id FROM customer.customers c JOIN banyan.magento_id_map map ON map.new_uuid = c.id WHERE first_name = $1 ORDER BY 1`, [name])).map(({ id }) => id as number);
const quarantine = (): Promise<unknown> => shop.target('SELECT magento_id::int AS id, source_table AS "table", source_column AS "column", reason FROM banyan.quarantine ORDER BY 1');
const refused = (id: number): unknown => ({ id, table: 'customer_entity', column: 'first_name', reason });
const allDirty = (): Promise<void> => inTransaction(shop.context.control, (client) => noteAllDirty(client, { entity: 'customer', reason: 'another column' }));
const dirty = async (): Promise<unknown> => (await shop.target('SELECT count(*)::int AS n FROM banyan.dirty_keys'))[0]!.n;
const letters = async (): Promise<unknown> => (await shop.target('SELECT count(*)::int AS n FROM banyan.dead_letters'))[0]!.n;

/** Drains once. @returns why the entity was paused, where it was. */
async function drain(): Promise<BanyanFailure | undefined> {
  let paused: BanyanFailure | undefined;
  await drainDirty(shop.context, { limit: 500, isPaused: () => false, pause: async (_entity, why) => { paused = why; } });
  return paused;
}

test('of dirty keys the refused ones are quarantined with their last good state, the others are carried, and a retry heals', async () => {
  await copyAll();
  await forbid();
  await rename(7, 8, 31);
  const { label } = (await shop.target("SELECT label FROM banyan.magento_id_map WHERE entity_type = 'customer' AND magento_id = 7"))[0] as { label: number };
  await inTransaction(shop.context.control, (client) => keepDeadLetter(client, {
    entity: 'customer', key: 7, label, eventId: `customer/7/${label}`, error: reason, attempts: 4, firstSeen: new Date(), lastSeen: new Date(),
  }));
  await allDirty();
  expect(await drain()).toBeUndefined();
  expect(await named('Fine')).toHaveLength(customers - 3);
  expect(await named('Test')).toEqual([7, 8, 31]);
  expect(await quarantine()).toEqual([refused(7), refused(8), refused(31)]);
  expect([await dirty(), await letters()]).toEqual([0, 1]);

  // Neither a retry nor a replay claims to have carried what is refused still.
  expect(await retryQuarantine(shop.context, {})).toEqual({ retried: 3, carried: 0, still: 3 });
  expect(await replayDeadLetters(shop.context, {})).toMatchObject({ replayed: 0, failures: [{ key: 7, error: reason }] });
  await allow();
  expect(await retryQuarantine(shop.context, {})).toEqual({ retried: 3, carried: 3, still: 0 });
  expect(await named('POISON')).toEqual([7, 8, 31]);
  expect(await letters()).toBe(0);
});

test('of a batch of the stream as well, and a row that is mended in the shop leaves the quarantine by itself', async () => {
  await copyAll();
  await forbid();
  const stream = await followShop(shop);
  try {
    await rename(12);
    await stream.settle();
    expect(await named('Fine')).toHaveLength(customers - 1);
    expect(await quarantine()).toEqual([refused(12)]);
    await rename();
    await stream.settle();
    expect(await named('Fine')).toHaveLength(customers);
    expect(await quarantine()).toEqual([]);
  } finally {
    await stream.close();
  }
});

test('of a chunk of the copy as well, also one that was never carried', async () => {
  await forbid();
  await rename(5, 33);
  const range = { run: 'r', entity: 'customer', from: 0, to: 1000 };
  expect(await copyRange(shop.context, { range, tuning: { ...defaultTuning, chunk: 25, maxChunk: 25 } })).toMatchObject({ aggregates: customers - 2, refused: 2 });
  expect(await named('Fine')).toHaveLength(customers - 2);
  expect(await quarantine()).toEqual([refused(5), refused(33)]);
});

test('a text that its column cannot hold is one of them', async () => {
  await copyAll();
  await shop.target('ALTER TABLE customer.customers ALTER COLUMN first_name TYPE varchar(5)');
  await rename(9);
  await allDirty();
  expect(await drain()).toBeUndefined();
  expect(await named('Fine')).toHaveLength(customers - 1);
  expect(await quarantine()).toEqual([expect.objectContaining({ id: 9, reason: expect.stringMatching(/^SQLSTATE 22001/) })]);
});

test('when many are refused the entity is paused with the reason, their keys wait, and nobody is quarantined', async () => {
  await copyAll();
  await forbid();
  await rename(...Array.from({ length: 21 }, (_, index) => index + 10));
  await allDirty();
  expect(await drain()).toMatchObject({
    failure: 'ConstraintViolated', message: `customer: the target refuses more than 20 of ${customers} aggregates, customer 30 for one: ${reason}`,
  });
  expect(await quarantine()).toEqual([]);
  expect(await dirty()).toBe(customers);
  await allow();
  expect(await drain()).toBeUndefined();
  expect(await named('POISON')).toHaveLength(21);
  expect(await dirty()).toBe(0);
});
