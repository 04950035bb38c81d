import { inTransaction } from '../../../target/connect';
import { moveToken, readStream, takeStream } from '../../../target/stream-token';
import { useServers } from '../../servers';
import { interceptTarget, type Intercept } from '../intercept';
import { openShop, type TestShop } from '../open-shop';

/** Two readers, one of them a zombie: only the holder of the fence moves the token. */
describe('a zombie reader', () => {
  const servers = useServers();
  let shop: TestShop;
  beforeAll(async () => {
    shop = await openShop(servers);
  });
  afterAll(() => shop.close());

  async function zombieMoves(stream: string, fault: Intercept): Promise<unknown> {
    const zombie = await inTransaction(shop.context.control, (client) => takeStream(client, stream));
    const successor = await inTransaction(shop.context.control, (client) => takeStream(client, stream));
    await inTransaction(shop.context.control, (client) => moveToken(client, { stream, fence: successor.fence, token: { at: 200 }, label: 9 }));
    const { control } = interceptTarget(shop.context, fault);
    await inTransaction(control, (client) => moveToken(client, { stream, fence: zombie.fence, token: { at: 100 }, label: 5 }));
    return inTransaction(shop.context.control, (client) => readStream(client, stream));
  }

  it('cannot move the token, and its transaction aborts', async () => {
    await expect(zombieMoves('s1', () => undefined)).rejects.toMatchObject({ failure: 'SecondWriterDetected' });
    expect(await inTransaction(shop.context.control, (client) => readStream(client, 's1'))).toMatchObject({ token: { at: 200 }, label: 9 });
  });

  it('moves the token back when the fence is removed: this schedule would see it', async () => {
    const withoutFence: Intercept = ({ text }) => (text.includes('UPDATE banyan.stream_tokens') ? text.replace('AND fence = $2', 'AND $2::bigint IS NOT NULL') : undefined);
    expect(await zombieMoves('s2', withoutFence)).toMatchObject({ token: { at: 100 } });
  });
});
