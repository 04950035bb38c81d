import { setTimeout } from 'node:timers/promises';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import { createDeps } from '../../../activities/activity-deps';
import { createStreamActivities } from '../../../activities/stream-activities';
import { runCli } from '../../../cli/run-cli';
import { parseConfig, parseSubscriberConfig, type Config } from '../../../contracts/config';
import { waitForStream } from '../../../pipeline/wait-for-stream';
import { takeLabel } from '../../../source/label';
import { startStatus, type RunningStatus } from '../../../workers/status/start-status';
import { useServers } from '../../servers';
import { addCustomer } from '../open-shop';
import { eventually } from '../pipeline/run-shop-stream';
import { openDaprShop, type DaprShop } from './dapr-shop';
import { readTopic } from './read-topic';

/** What goes wrong on the way over Dapr is seen from outside: dead letters, and the part that does not answer. */
const servers = useServers({ own: true, parts: ['source', 'target', 'redis', 'dapr'] });

describe('what is seen of the way over Dapr', () => {
  const began = Date.now();
  let dapr: DaprShop;
  let status: RunningStatus;
  let worker: StreamWorker;

  beforeAll(async () => {
    dapr = await openDaprShop(servers);
    const { url, token } = servers.stack().dapr!;
    const config: Config = { ...dapr.shop.config, BANYAN_DAPR_URL: url, BANYAN_DAPR_TOKEN: token };
    worker = startStreamWorker({ ...config, BANYAN_SOURCE_SERVER_ID: 120_000 + (process.pid % 10_000) });
    status = await startStatus({ ...config, BANYAN_STATUS_HOST: '127.0.0.1', BANYAN_STATUS_PORT: 0, BANYAN_STATUS_SILENT_SECONDS: 60 }, () => undefined);
    await eventually('health', async () => (await health()).word === 'ok');
  });
  afterAll(async () => {
    await worker.stop();
    await status.stop();
    await dapr.close();
  });

  const ask = async (path: string): Promise<unknown> => (await fetch(status.url + path)).json();
  const health = async () => {
    const response = await fetch(`${status.url}/health`);
    const body = (await response.json()) as { status: string; problems: string[]; away: { part: string; says: string; remedy: string }[]; dead_letters: object };
    return { code: response.status, word: body.status, ...body };
  };
  const customer = async () => (await ask('/api/v1/sync-status') as { entities: Record<string, Record<string, unknown>> }).entities.customer!;
  const rows = (sql: string) => dapr.shop.target(sql);
  const lettered = async () => (await rows('SELECT dead_letters FROM banyan.stream_tokens'))[0]!.dead_letters;
  const ledgerLabel = async (id: number) => (await rows(`SELECT label FROM banyan.magento_id_map WHERE entity_type = 'customer' AND magento_id = ${id}`))[0]!.label;
  const rename = (id: number, email: string) => dapr.shop.magento.query('UPDATE customer_entity SET email = ? WHERE entity_id = ?', [email, id]);

  /** Runs a command; the shop is not where the settings say, and its address may be missing, unless they are asked for. */
  async function banyan(words: readonly string[], withShop = false) {
    const { user, password, host, port, database } = dapr.shop.config.BANYAN_TARGET_URL;
    const target = { BANYAN_TARGET_URL: `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}/${database}` };
    const written = { out: '', err: '' };
    const code = await runCli(words, {
      terminal: { live: false, out: (text) => void (written.out += text), err: (text) => void (written.err += text) },
      readConfig: () => (withShop ? dapr.shop.config : parseConfig(target)), readTargetConfig: () => parseSubscriberConfig(target), who: 'ann', debug: false,
    });
    return { code, ...written };
  }

  test('an aggregate that has failed is counted everywhere, and nobody says that its entity is up to date', async () => {
    await addCustomer(dapr.shop, 1, 'one@example.com');
    await addCustomer(dapr.shop, 2, 'two@example.com');
    await eventually('both', async () => (await rows('SELECT 1 FROM customer.customers')).length === 2);
    await rows("ALTER TABLE customer.customers ADD CONSTRAINT not_poisoned CHECK (email NOT LIKE 'poison%')");
    await rename(1, 'poison@example.com');
    await rename(2, 'fine@example.com');
    await eventually('the dead letter', async () => (await customer()).dead_letters === 1 && (await customer()).unsettled_batches === 0);
    await dapr.settled();

    const sync = await customer();
    expect(sync).toMatchObject({ state: 'waiting', why: '1 dead letters wait for a person: banyan dlq list', applied_label: await ledgerLabel(1) });
    expect(sync.applied_label).toBeLessThan(sync.published_label as number);
    expect(sync.oldest_dead_letter_seconds).toBeGreaterThan(0.1);
    expect(sync.oldest_dead_letter_seconds).toBeLessThan((Date.now() - began) / 1000);
    expect(await health()).toMatchObject({ code: 200, word: 'degraded', problems: [], dead_letters: { customer: 1 } });
    // Four changes were taken up, and one of them could not be applied.
    expect(await ask('/api/v1/error-rate')).toMatchObject({ rate: 25, errors: 1, taken: 4 });
    const metrics = await (await fetch(`${status.url}/metrics`)).text();
    expect(metrics).toMatch(/^banyan_dead_letters\{entity="customer"\} 1$/m);
    expect(metrics).toMatch(/^banyan_dead_letters\{entity="order"\} 0$/m);
    expect(metrics).toMatch(/^banyan_oldest_dead_letter_seconds\{entity="customer"\} [\d.]+$/m);
    expect(metrics).not.toContain('banyan_oldest_dead_letter_seconds{entity="order"}');
    // Gateways learn of it with the position itself.
    expect(await lettered()).toEqual(['customer']);
  });

  test('an aggregate that was never there leaves its entity with no label at all', async () => {
    await addCustomer(dapr.shop, 3, 'poison3@example.com');
    await eventually('the dead letter', async () => (await customer()).dead_letters === 2);
    expect(await customer()).toMatchObject({ applied_label: 0 });
  });

  test('migration.dlq has the error, the attempts and the first time it was seen, and no value', async () => {
    const [told] = await readTopic(servers.stack().redis!, 'migration.dlq');
    const { label } = (await rows("SELECT label FROM banyan.dead_letters WHERE magento_id = 1"))[0]!;
    expect(told).toMatchObject({
      specversion: '1.0', type: 'migration.dlq.v1', source: 'banyan', entity: 'customer', entitykey: '1', label: String(label),
      data: {
        topic: 'migration.customer.changed', eventId: `customer/1/${label}`, entity: 'customer', key: 1, label,
        error: 'SQLSTATE 23514 at table customers, constraint not_poisoned', attempts: 4, firstSeen: expect.any(String), lastSeen: expect.any(String),
      },
    });
    const { firstSeen, lastSeen } = told!.data as { firstSeen: string; lastSeen: string };
    expect(new Date(firstSeen).toISOString()).toBe(firstSeen);
    expect(Date.parse(firstSeen)).toBeGreaterThan(began);
    // It was tried again after 200, 400 and 800 ms.
    expect(Date.parse(lastSeen) - Date.parse(firstSeen)).toBeGreaterThanOrEqual(1400);
    expect(JSON.stringify(told)).not.toMatch(/poison@|example\.com/);
  });

  test('list, show and discard do without the shop; replay asks it', async () => {
    const listed = await banyan(['dlq', 'list']);
    expect(listed).toMatchObject({ code: 1, err: '' });
    expect(listed.out).toMatch(/customer +1 +4 +\S+ +SQLSTATE 23514 at table customers, constraint not_poisoned\n/);
    const shown = await banyan(['dlq', 'show', 'customer', '1', '--json']);
    expect(JSON.parse(shown.out)).toEqual([expect.objectContaining({ entity: 'customer', key: 1, attempts: 4, error: expect.stringContaining('not_poisoned'), firstSeen: expect.any(String) })]);
    expect(await banyan(['dlq', 'show', 'custommer', '1'])).toMatchObject({ code: 2, err: expect.stringContaining('customer') });
    expect(await banyan(['dlq', 'discard', 'customer', '3', '--reason', 'a test account', '--run', 'r1'])).toMatchObject({ code: 0, out: '1 discarded.\n', err: '' });
    expect(await rows("SELECT run, who, why, detail FROM banyan.audit WHERE action = 'discard dead letters'"))
      .toEqual([{ run: 'r1', who: 'ann', why: 'a test account', detail: { entity: 'customer', key: 3 } }]);
    expect(await banyan(['dlq', 'replay'])).toMatchObject({ code: 2, err: expect.stringContaining('BANYAN_SOURCE_URL: is not set') });

    expect(await banyan(['dlq', 'replay', 'customer', '1'], true)).toMatchObject({ code: 1, out: expect.stringMatching(/^0 replayed, 1 still fail\.\n {2}customer 1: SQLSTATE 23514/) });
    await rows('ALTER TABLE customer.customers DROP CONSTRAINT not_poisoned');
    expect(await banyan(['dlq', 'replay'], true)).toMatchObject({ code: 0, out: '1 replayed, 0 still fail.\n' });
    expect(await banyan(['dlq', 'list'])).toMatchObject({ code: 0, out: 'There are no dead letters.\n' });
    expect(await rows("SELECT 1 FROM customer.customers WHERE email = 'poison@example.com'")).toHaveLength(1);
    await eventually('the position without dead letters', async () => JSON.stringify(await lettered()) === '[]');
    expect(await health()).toMatchObject({ code: 200, word: 'ok', dead_letters: {} });
    const sync = await customer();
    expect(sync).toMatchObject({ state: 'following', dead_letters: 0, oldest_dead_letter_seconds: null });
    expect(sync.applied_label).toBeGreaterThan(0);
  });

  /** Brings the shop a change that cannot come through, and waits for the part that is named. */
  async function named(says: RegExp, ...parts: readonly string[]): Promise<void> {
    await rename(2, `${Date.now()}@example.com`).catch(() => undefined);
    const found = await eventually(`${parts.join(' or ')} being named`, async () => {
      const now = await health();
      return now.away.some((away) => parts.includes(away.part) && says.test(away.says)) && now;
    });
    expect(found).toMatchObject({ code: 503, word: 'unhealthy' });
    expect(found.problems[0]).toMatch(says);
    expect(found.away[0]!.remedy).not.toBe('');
  }
  const well = () => eventually('health again', async () => (await health()).word === 'ok', 60_000);

  test('a subscriber that is gone is named, in the health and by whoever waits for the stream', async () => {
    await dapr.subscriber.kill();
    await named(/^no subscriber answers for \d+ s/, 'subscriber');
    expect((await health()).away.map(({ part }) => part)).toEqual(['subscriber']);
    const { source, control } = dapr.shop.context;
    await expect(waitForStream(control, { label: await takeLabel(source), timeoutMs: 200 }))
      .rejects.toMatchObject({ failure: 'StreamBehind', message: expect.stringMatching(/no subscriber answers for .*workers\/main\.ts subscribe/) });
    expect(await (await fetch(`${status.url}/metrics`)).text()).toMatch(/^banyan_part_away\{part="subscriber"\} 1$/m);
    dapr.subscriber.start();
    await well();
  });

  test('Redis that is gone is named, and the sidecar before it is not', async () => {
    await servers.stack().redis!.control.kill();
    await named(/^Redis takes no events/, 'broker');
    await eventually('the worker giving up once', async () => (await rows("SELECT 1 FROM banyan.presence WHERE part = 'stream' AND trouble IS NOT NULL")).length > 0, 60_000);
    // The next tries know of nothing yet, and say no better for it.
    for (const end = Date.now() + 8000; Date.now() < end; await setTimeout(200)) {
      expect((await health()).away.map(({ part, says }) => `${part}: ${says}`)).toEqual([expect.stringMatching(/^broker: Redis takes no events/)]);
      expect(await (await fetch(`${status.url}/metrics`)).text()).toMatch(/^banyan_part_away\{part="broker"\} 1$/m);
    }
    await servers.stack().redis!.control.start();
    await well();
  });

  test('a sidecar that is gone is named', async () => {
    await servers.stack().dapr!.control.kill();
    await named(/^the Dapr sidecar at http:\S+ does not answer/, 'broker');
    expect((await health()).away.every(({ says }) => says.startsWith('the Dapr sidecar'))).toBe(true);
    await servers.stack().dapr!.control.start();
    await well();
  });

  test('a shop that is gone is named with its address, and the letters can be looked at meanwhile', async () => {
    const { host, port } = servers.stack().source!;
    await servers.stack().source!.control.kill();
    await named(new RegExp(`^the stream worker cannot go on: SourceUnavailable: .*not reachable at ${host}:${port}`), 'stream');
    expect(await banyan(['dlq', 'list'])).toMatchObject({ code: 0 });
    await servers.stack().source!.control.start();
    await well();
  });

  test('a stream worker that is gone is named', async () => {
    await worker.stop();
    await named(/^no stream worker answers for \d+ s/, 'stream');
  });
});

interface StreamWorker {
  stop(): Promise<void>;
}

/** The activity of the stream as a worker runs it, tried again as Temporal would have it. */
function startStreamWorker(config: Config): StreamWorker {
  const deps = createDeps(config, false);
  const { followSource } = createStreamActivities(deps);
  const over: { reader: 'binlog'; delivery: 'dapr' } = { reader: 'binlog', delivery: 'dapr' };
  let stopped = false;
  let attempt: MockActivityEnvironment;
  const running = (async () => {
    while (!stopped) {
      // A try that fails is told of by what is tested here.
      attempt = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') });
      await attempt.run(followSource, { run: 'visible', maxRows: 500, maxMs: 20, ...over }).catch(() => undefined);
      if (!stopped) await setTimeout(500);
    }
  })();
  return {
    stop: async () => {
      if (stopped) return;
      stopped = true;
      attempt.cancel();
      await running;
      await deps.close();
    },
  };
}
