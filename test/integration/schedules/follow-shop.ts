import { applyBatch, type Following } from '../../../pipeline/follow';
import type { PipelineContext } from '../../../pipeline/context';
import { customerColumns } from '../../../pipeline/customer-changes';
import { drainDirty } from '../../../pipeline/drain-dirty';
import { finishHeals } from '../../../pipeline/heal';
import { effectsByTable, routesByTable, wantedColumns } from '../../../pipeline/followed-tables';
import { passMoments } from '../../../pipeline/pass-moments';
import { sourceOf } from '../../../pipeline/open-context';
import { createTableLook } from '../../../pipeline/table-look';
import { streamName } from '../../../pipeline/wait-for-stream';
import { createBinlogSource } from '../../../source/binlog-reader';
import type { ChangeBatch, ChangeStream } from '../../../source/change-source';
import { inTransaction } from '../../../target/connect';
import { takeStream } from '../../../target/stream-token';
import { takeLabel } from '../../../source/label';
import type { TestShop } from '../open-shop';

/** The stream of a test shop, one step at a time. */
export interface ShopStream {
  readonly following: Following;
  /** All changes up to now, as batches, not yet applied. */
  read(): Promise<ChangeBatch[]>;
  /** Reads and applies everything up to now, finishes heals and drains dirty keys until nothing waits. */
  settle(context?: PipelineContext): Promise<void>;
  close(): Promise<void>;
}

async function waitingHeals({ context }: TestShop): Promise<number> {
  let heals = 0;
  for (const target of context.targets) heals += Number((await target.query('SELECT count(*) AS n FROM banyan.heals')).rows[0].n);
  return heals;
}

let serverId = 90_000 + (process.pid % 10_000);

/** Opens the log at its present end. */
export async function followShop(shop: TestShop): Promise<ShopStream> {
  const routes = routesByTable(shop.context);
  const effects = effectsByTable(shop.context);
  const source = createBinlogSource({ ...sourceOf(shop.config), serverId: serverId++, prefix: '' });
  const stream: ChangeStream = await source.open(undefined, { wanted: wantedColumns(routes, effects(), customerColumns(shop.context.catalog(), shop.context.entities())), maxRows: 500, maxMs: 20 });
  const { fence } = await inTransaction(shop.context.control, (client) => takeStream(client, streamName));
  const pause: Following['pause'] = async (_entity, why) => { throw why; };
  const following: Following = { routes, effects, fence, isPaused: () => false, pause, look: createTableLook(shop.context, { routes, pause }) };
  const read = async (): Promise<ChangeBatch[]> => {
    const label = await takeLabel(shop.context.source);
    const batches: ChangeBatch[] = [];
    for (let passed = 0; passed < label;) {
      const batch = await stream.next();
      if (!batch) throw new Error('the stream ended');
      batches.push(batch);
      passed = Math.max(passed, batch.barrier ?? 0);
    }
    return batches;
  };
  const settle = async (context: PipelineContext = shop.context): Promise<void> => {
    for (const batch of await read()) await applyBatch(context, following, batch);
    // Heals end once no other transaction runs on the server; suites share one, so that may take a moment.
    for (let quiet = 0; quiet < 2;) {
      const worked = (await passMoments(context, following.effects())) + (await finishHeals(context, following.effects())) + (await drainDirty(context, { limit: 500, isPaused: () => false }));
      quiet = worked === 0 && (await waitingHeals(shop)) === 0 ? quiet + 1 : 0;
    }
  };
  return { following, read, settle, close: () => stream.close() };
}
