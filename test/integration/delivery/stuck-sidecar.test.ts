import { setTimeout } from 'node:timers/promises';
import { createPublisher, type Publisher } from '../../../pipeline/delivery/publisher';
import { useServers } from '../../servers';
import { addCustomer } from '../open-shop';
import { openDaprShop } from './dapr-shop';
import { startSidecarApp, type SidecarApp } from './start-sidecar-app';

/** A sidecar that is up, takes events and delivers none: neither does Banyan bring it there, nor does it stay so. */
const servers = useServers({ own: true, parts: ['source', 'target', 'redis', 'dapr'] });
const topics = ['one', 'two', 'three'].map((name) => `migration.${name}.changed`);

describe('a sidecar of the stack', () => {
  let publisher: Publisher;
  let app: SidecarApp;
  const start = async (): Promise<void> => {
    app = await startSidecarApp({ port: servers.stack().dapr!.appPort, topics });
  };
  const publish = async (topic: string, events: number): Promise<void> =>
    publisher.publish(topic, Array.from({ length: events }, (_, id) => ({ specversion: '1.0', id: String(id), source: 'test', type: 'test', data: {} })));

  async function until(came: number, ms: number): Promise<void> {
    for (const end = Date.now() + ms; app.came() < came && Date.now() < end;) await setTimeout(20);
    expect(app.came()).toBeGreaterThanOrEqual(came);
  }

  beforeAll(async () => {
    const { url, token } = servers.stack().dapr!;
    publisher = createPublisher({ url, pubsub: 'banyan', token });
    await start();
    await publish(topics[0]!, 10);
    await until(10, 30_000);
  });
  afterAll(() => app.kill());

  // With health checks it would end the subscription meanwhile, and its workers would wait for it for good.
  test('goes on when the subscriber does, though it hung with more in hand than there are workers', async () => {
    const before = app.came();
    app.hang(true);
    for (const topic of topics) await publish(topic, 500);
    await setTimeout(5000);
    app.hang(false);
    await until(before + 1500, 10_000);
  });

  // With health checks each subscription that was ended would take what comes next to where nobody looks.
  test('delivers the first event after the subscriber was away again and again', async () => {
    for (let time = 0; time < 3; time++) {
      await app.kill();
      await setTimeout(3000);
      await start();
      await setTimeout(1500);
    }
    await publish(topics[1]!, 1);
    await until(1, 3000);
  });
});

describe('the subscriber', () => {
  test('has a sidecar replaced that never subscribed, and everything comes', async () => {
    const { control, appPort } = servers.stack().dapr!;
    await control.kill();
    const broken = await startSidecarApp({ port: appPort, topics, refuses: true });
    await control.start();
    for (const end = Date.now() + 30_000; !broken.asked() && Date.now() < end;) await setTimeout(20);
    expect(broken.asked()).toBe(true);
    await setTimeout(500);
    await broken.kill();
    const stuck = control.pid();

    const dapr = await openDaprShop(servers);
    const following = dapr.follow();
    try {
      // Whatever was there before the stream began would not be followed.
      await dapr.settled();
      for (let id = 1; id <= 20; id++) await addCustomer(dapr.shop, id, `c${id}@example.com`);
      await dapr.settled();
      expect(await dapr.proveEqual('customer')).toBe(20);
      expect(control.pid()).not.toBe(stuck);
    } finally {
      await following.stop();
      await dapr.close();
    }
  });
});
