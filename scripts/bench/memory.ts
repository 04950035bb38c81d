import { Command } from 'commander';
import { z } from 'zod';
import { copySettings, prepareTemplate } from './banyan-contender';
import { onTarget, startBenchServers } from './bench-servers';
import { makeWideShop } from './make-wide-shop';
import { startCopyWorker } from './start-copy-worker';

const number = z.coerce.number().int().positive();
const optionsSchema = z.object({ coupons: number, products: number, concurrency: number, limit: number });

/** A worker's memory must not grow with what hangs on one row. */
export const memoryCommand = (): Command =>
  new Command('memory')
    .description('Peak memory of a worker that copies a rule with very many coupons and a category with very many products.')
    .option('--coupons <count>', 'coupons of one rule', '500000')
    .option('--products <count>', 'products of one category', '100000')
    .option('--concurrency <count>', 'ranges copied at a time', '3')
    .option('--limit <megabytes>', 'fail above this', '400')
    .action(async (flags: unknown) => benchMemory(optionsSchema.parse(flags)));

const DATABASE = 'bench_memory';

async function benchMemory({ coupons, products, concurrency, limit }: z.output<typeof optionsSchema>): Promise<void> {
  const servers = await startBenchServers();
  try {
    await makeWideShop(servers, { coupons, products });
    await prepareTemplate(servers, DATABASE);
    const copy = await startCopyWorker({ concurrency, entities: ['promotion', 'coupon', 'category', 'product'], env: copySettings(servers, DATABASE) });
    const { peakBytes } = await copy();
    const copied = await onTarget(servers, DATABASE, async (client) => (await client.query<{ coupons: number; products: number }>(
      'SELECT (SELECT count(*) FROM promotion.coupons)::int AS coupons, (SELECT count(*) FROM catalog.products)::int AS products')).rows[0]!);
    if (copied.coupons < coupons || copied.products < products) throw new Error(`only ${copied.coupons} coupons and ${copied.products} products arrived`);
    const peakMegabytes = Math.round(peakBytes / 2 ** 20);
    console.log(JSON.stringify({ bench: 'memory', coupons, products, concurrency, peakMegabytes, limit }));
    if (peakMegabytes >= limit) process.exitCode = 1;
  } finally {
    await servers.stop();
  }
}
