import { Command } from 'commander';
import { z } from 'zod';
import { completeCopy, copySettings, directContender, prepareTemplate } from './banyan-contender';
import { onSource, onTarget, SHOP, startBenchServers, type BenchServers } from './bench-servers';
import type { Contender } from './contender';
import { sourceSums } from './copied-rows';
import { makeOrderShop } from './make-order-shop';
import { measureRound, type Measured } from './measure-round';
import { median } from './median';
import { orderTables } from './order-tables';
import { pgloaderContender } from './pgloader-contender';
import { pipeContender } from './pipe-contender';
import { readPlainTables } from './plain-schema';
import { workflowContender } from './workflow-contender';

const number = z.coerce.number().positive();
const optionsSchema = z.object({
  orders: number.int().default(300_000),
  items: number.int().default(1_000_000),
  rounds: number.int().default(5),
  concurrency: number.int().default(3),
  workers: number.int().default(1),
  foreign: z.coerce.number().min(0).default(0.15),
  patience: z.coerce.number().min(0).default(30),
  dir: z.string().optional(),
  only: z.string().default('pgloader,pipe,banyan'),
});

/** Options of the bench, for `--help`. */
export const backfillCommand = (): Command =>
  new Command('backfill')
    .description('Orders with all their tables: Banyan against pgloader and the raw pipe, in turn, on durable servers of its own.')
    .option('--orders <count>', 'orders', '300000')
    .option('--items <count>', 'order items', '1000000')
    .option('--rounds <count>', 'rounds that count', '5')
    .option('--concurrency <count>', 'ranges that Banyan copies at a time', '3')
    .option('--workers <count>', 'worker processes that share them', '1')
    .option('--foreign <share>', 'a round counts only when everything else used at most this share of the machine', '0.15')
    .option('--patience <seconds>', 'how long to wait for that before each copy', '30')
    .option('--dir <folder>', 'keep the servers\' data here and use it again')
    .option('--only <names>', 'some of pgloader, pipe, banyan, and direct: the copy without Temporal', 'pgloader,pipe,banyan')
    .action(async (flags: unknown) => benchBackfill(optionsSchema.parse(flags)));

type Options = z.output<typeof optionsSchema>;

const TEMPLATE = 'bench_template';
const COMPLETE = 'bench_complete';

async function benchBackfill(options: Options): Promise<void> {
  const servers = await startBenchServers({ dir: options.dir, also: ['temporal'] });
  try {
    await makeOrderShop(servers, options);
    for (const database of [TEMPLATE, COMPLETE]) {
      await onTarget(servers, 'postgres', async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)));
      await prepareTemplate(servers, database);
    }
    await completeCopy(copySettings(servers, COMPLETE));
    const plain = await onTarget(servers, COMPLETE, (client) => onSource(servers, SHOP, (shop) => readPlainTables(client, shop, orderTables)));
    const all = [pgloaderContender, pipeContender(plain), workflowContender(TEMPLATE, options), directContender(TEMPLATE, options.concurrency)];
    const contenders = all.filter(({ name }) => options.only.split(',').includes(name));
    const counted = await runRounds(servers, contenders, options);
    const summary = summaryOf(counted, options);
    console.log(JSON.stringify(summary));
    if (!passes(summary.ratios)) process.exitCode = 1;
  } finally {
    await servers.stop();
  }
}

/** Contenders alternate; a copy during which others used the machine is printed and left out. */
async function runRounds(servers: BenchServers, contenders: readonly Contender[], options: Options): Promise<Measured[]> {
  const sums = await sourceSums(servers);
  const counted: Measured[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    for (const [turn, contender] of contenders.entries()) {
      const measured = await measureRound(servers, { contender, database: `bench_${round}_${turn}`, sums, quiet: { share: options.foreign, patience: options.patience } });
      const counts = Math.max(measured.foreign, measured.foreignBefore) <= options.foreign;
      if (counts) counted.push(measured);
      console.log(lineOf(round, measured, counts));
    }
  }
  return counted;
}

const lineOf = (round: number, { contender, wall, tool, source, target, foreign }: Measured, counts: boolean): string =>
  `round ${round}  ${contender.padEnd(9)} ${wall.toFixed(2).padStart(7)} s   CPU: tool ${tool.toFixed(2)}, source ${source.toFixed(2)}, target ${target.toFixed(2)} s`
  + `   others ${(foreign * 100).toFixed(0)} %${counts ? '' : '   left out: the machine was not ours'}`;

/** What Banyan must reach. No round that counted is no pass. */
const gates = { timesPgloader: 1.5, timesPipe: 0.6 };

export const passes = (ratios: { readonly timesPgloader: number; readonly timesPipe: number }): boolean =>
  ratios.timesPgloader >= gates.timesPgloader && ratios.timesPipe >= gates.timesPipe;

/** Medians per contender, and how often faster Banyan is than the others. */
export function summaryOf(counted: readonly Measured[], { orders, items, concurrency, workers }: Pick<Options, 'orders' | 'items' | 'concurrency' | 'workers'>) {
  const of = (name: string) => {
    const rounds = counted.filter(({ contender }) => contender === name);
    const middle = (pick: (measured: Measured) => number): number => Number(median(rounds.map(pick)).toFixed(2));
    return { rounds: rounds.length, wall: middle(({ wall }) => wall), cpu: { tool: middle(({ tool }) => tool), source: middle(({ source }) => source), target: middle(({ target }) => target) } };
  };
  const [pgloader, pipe, banyan] = [of('pgloader'), of('pipe'), of('banyan')];
  const ratio = (other: { wall: number }): number => Number((other.wall / banyan.wall).toFixed(2));
  return { bench: 'backfill', orders, items, concurrency, workers, pgloader, pipe, banyan, ratios: { timesPgloader: ratio(pgloader), timesPipe: ratio(pipe) }, gates };
}
