import { copyRange, defaultTuning } from '../../pipeline/copy-range';
import { verificationSummary } from '../../pipeline/verification-summary';
import { verifyRange } from '../../pipeline/verify-range';
import { openShop, type TestShop } from '../integration/open-shop';
import { followShop, type ShopStream } from '../integration/schedules/follow-shop';
import { useServers } from '../servers';

/** A query on the target and exactly what it must answer. */
export interface Expectation {
  readonly query: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** One thing that real shops hold and a careless reader gets wrong: what lies in the shop, and what the target must hold. */
export interface Case {
  readonly name: string;
  /** Run in Magento's own tolerant session, with keys unchecked. */
  readonly magento: string;
  readonly entities: readonly string[];
  readonly expected: readonly Expectation[];
  /** A later change, with keys checked, and what the target must hold once the stream has brought it. */
  readonly change?: { readonly magento: string; readonly expected: readonly Expectation[] };
}

const everything = { from: 0, to: 2 ** 48 - 1 };

/** Runs cases on real servers: each is copied, compared with its expectation, verified, and copied once more without effect. */
export function runCases(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    const servers = useServers();
    let shop: TestShop;
    let stream: ShopStream;
    beforeAll(async () => {
      shop = await openShop(servers);
      await shop.context.reload();
      stream = await followShop(shop);
    });
    afterAll(async () => {
      await stream?.close();
      await shop?.close();
    });

    const check = async (expected: readonly Expectation[]): Promise<void> => {
      for (const { query, rows } of expected) expect({ query, rows: await shop.target(query) }).toEqual({ query, rows });
    };

    test.each(cases.map((one) => [one.name, one] as const))('%s', async (name, { magento, entities, expected, change }) => {
      await shop.magento.query(`SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO', time_zone = '+00:00', foreign_key_checks = 0; ${magento}`);
      await shop.context.reload();
      for (const run of ['first', 'again']) {
        for (const entity of entities) await copyRange(shop.context, { range: { run: `${name} ${run}`, entity, ...everything }, tuning: defaultTuning });
        await check(expected);
      }
      if (change) {
        await shop.magento.query(`SET foreign_key_checks = 1; ${change.magento}`);
        await stream.settle();
        await check(change.expected);
      }
      // What is quarantined differs, and is looked at again once the stream has passed.
      let over = false;
      const passing = (async () => {
        while (!over) await stream.settle();
      })();
      try {
        for (const entity of entities) await verifyRange(shop.context, { verification: name, entity, ...everything, chunk: 100 });
      } finally {
        over = true;
        await passing;
      }
      expect((await verificationSummary(shop.context, name)).mismatches).toBe(0);
    });
  });
}
