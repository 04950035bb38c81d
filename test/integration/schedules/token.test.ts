import { applyBatch } from '../../../pipeline/follow';
import type { PipelineContext } from '../../../pipeline/context';
import { streamName } from '../../../pipeline/wait-for-stream';
import type { ChangeBatch } from '../../../source/change-source';
import { inTransaction } from '../../../target/connect';
import { moveToken, readStream } from '../../../target/stream-token';
import { useServers } from '../../servers';
import { interceptTarget } from '../intercept';
import { addCustomer, openShop, type TestShop } from '../open-shop';
import { followShop, type ShopStream } from './follow-shop';

/** The token moves only after everything of its batch is safe: a stream that dies in between is handed the batch again. */
describe('a stream that dies in a batch', () => {
  const servers = useServers();
  let shop: TestShop;
  let stream: ShopStream;
  beforeAll(async () => {
    shop = await openShop(servers);
    stream = await followShop(shop);
  });
  afterAll(async () => {
    await stream.close();
    await shop.close();
  });

  const token = async (): Promise<unknown> => (await inTransaction(shop.context.control, (client) => readStream(client, streamName)))?.token;
  const customers = async (): Promise<number> => Number((await shop.target('SELECT count(*)::int AS n FROM customer.customers'))[0]!.n);

  /** Dies at the guard of the batch's first projection. */
  const dying = (context: PipelineContext): PipelineContext => interceptTarget(context, ({ name }) => {
    if (name === 'guard') throw new Error('killed');
    return undefined;
  });

  async function batchWith(id: number): Promise<ChangeBatch> {
    await addCustomer(shop, id, `c${id}@example.com`);
    const batches = await stream.read();
    return batches.find((batch) => batch.changes.some((change) => change.table === 'customer_entity'))!;
  }

  it('has not moved its token, and the batch again makes it whole', async () => {
    const batch = await batchWith(1);
    const before = await token();
    await expect(applyBatch(dying(shop.context), stream.following, batch)).rejects.toThrow('killed');
    expect(await token()).toEqual(before);
    expect(await customers()).toBe(0);
    await applyBatch(shop.context, stream.following, batch);
    await applyBatch(shop.context, stream.following, batch);
    expect(await customers()).toBe(1);
    expect(await token()).toEqual(batch.token);
  });

  it('loses the batch when the token moves first: this schedule would see it', async () => {
    const batch = await batchWith(2);
    await inTransaction(shop.context.control, (client) => moveToken(client, { stream: streamName, fence: stream.following.fence, token: batch.token }));
    await expect(applyBatch(dying(shop.context), stream.following, batch)).rejects.toThrow('killed');
    // A successor would resume behind the batch: its token says that it is done, and the row is not there.
    expect(await token()).toEqual(batch.token);
    expect(await customers()).toBe(1);
  });
});
