import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { parseSubscriberConfig } from '../../../contracts/config';
import { withTarget } from '../../../target/connect';
import { noteUnsettled } from '../../../target/unsettled';
import { startSubscriber, type RunningSubscriber } from '../../../workers/subscribe';
import { useServers } from '../../servers';
import { openShop, type TestShop } from '../open-shop';

/** A sidecar that takes events and delivers none, and what BANYAN_DAPR_STUCK says is to be done about it. */
const servers = useServers();

interface Watched {
  readonly said: string[];
  readonly asked: string[];
}

describe('a subscriber whose sidecar delivers nothing', () => {
  let shop: TestShop;
  const open: (RunningSubscriber | Server)[] = [];

  beforeAll(async () => {
    shop = await openShop(servers);
  });
  afterAll(async () => {
    for (const each of open) await ('stop' in each ? each.stop() : new Promise((resolve) => each.close(resolve)));
    await shop.close();
  });

  /** A subscriber beside a sidecar that only notes what it is asked. */
  async function watch(settings: Readonly<Record<string, string>>): Promise<Watched> {
    const [said, asked]: [string[], string[]] = [[], []];
    const sidecar = createServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers['dapr-api-token']}`);
      response.writeHead(204).end();
    }).listen(0, '127.0.0.1');
    await once(sidecar, 'listening');
    const { host, port, user, password, database } = shop.config.BANYAN_TARGET_URL;
    const config = parseSubscriberConfig({
      BANYAN_TARGET_URL: `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}`, BANYAN_SUBSCRIBER_PORT: '1',
      BANYAN_DAPR_URL: `http://127.0.0.1:${(sidecar.address() as AddressInfo).port}`, BANYAN_DAPR_TOKEN: 'token-of-the-api', ...settings,
    });
    open.push(await startSubscriber({ ...config, BANYAN_SUBSCRIBER_PORT: 0 }, (line) => said.push(line)), sidecar);
    return { said, asked };
  }

  test('only says so where it is told to report, and ends the sidecar otherwise', async () => {
    const [reports, restarts] = [await watch({ BANYAN_DAPR_STUCK: 'report' }), await watch({})];
    // The stream sends, and sends again.
    for (const end = Date.now() + 40_000; Date.now() < end && !(reports.said.length > 0 && restarts.said.length > 0); await setTimeout(500)) {
      await withTarget(shop.context.control, (client) => noteUnsettled(client, [{ entity: 'product', batches: 1, publishedLabel: 1, sentAt: new Date() }]));
    }
    expect(reports.said).toEqual(['events of product are sent, and nothing comes: restart the sidecar']);
    expect(reports.asked.filter((request) => request.includes('shutdown'))).toEqual([]);
    expect(restarts.said[0]).toBe('events of product are sent, and nothing comes: the sidecar is ended, to be started anew');
    expect(restarts.asked).toContain('POST /v1.0/shutdown token-of-the-api');
  });
});
