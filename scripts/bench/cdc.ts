import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { copySettings, prepareCopy } from './banyan-contender';
import { startBenchServers, type BenchServers } from './bench-servers';
import { checkArrived, customerTokens, productNames, type Compared } from './check-arrived';
import { makeBacklogShop, writeCustomerBacklog, writeProductBacklog, type Backlog } from './make-backlog';
import { measureCpu } from './measure-cpu';
import { median } from './median';
import { readerNames, readRounds, type MeasuredReading, type ReadingContender } from './read-rounds';
import { runLogWorker, type LogResult } from './start-log-worker';
import { growthOf } from './watch-memory';

const number = z.coerce.number().int().positive();
const share = z.coerce.number().min(0);
const optionsSchema = z.object({
  rows: number, hot: number, rounds: z.coerce.number().int().min(0), foreign: share, patience: share,
  only: z.string().transform((names) => names.split(',')).pipe(z.array(z.enum(readerNames))),
});
type Options = z.output<typeof optionsSchema>;

/** What the stream must reach. */
const gates = { timesDebezium: 1.5, endToEndPerSecond: 10_000, hotProjections: 200, growthMegabytes: 64 };

export const cdcCommand = (): Command =>
  new Command('cdc')
    .description('A backlog of the log: Banyan\'s reader against Debezium\'s engine as JSON, the way into PostgreSQL, and rows that change over and over.')
    .option('--rows <count>', 'row events that are measured, each a transaction; a tenth as many come before', '1000000')
    .option('--hot <count>', 'changes to the same 100 products', '100000')
    .option('--rounds <count>', 'rounds of reading; contenders alternate; 0 reads nothing', '3')
    .option('--only <names>', `whose reading is measured: some of ${readerNames.join(', ')}`, readerNames.join(','))
    .option('--foreign <share>', 'reading counts only when everything else used at most this share of the machine', '0.15')
    .option('--patience <seconds>', 'how long to wait for that before each contender', '30')
    .action(async (flags: unknown) => benchCdc(optionsSchema.parse(flags)));

async function benchCdc(options: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-bench-cdc-'));
  const servers = await startBenchServers({ also: ['debezium'] });
  try {
    await makeBacklogShop(servers);
    const customers = await prepareCopy(servers, 'bench_cdc', 'customer');
    const products = await prepareCopy(servers, 'bench_cdc_hot', 'product');
    const backlog = await writeCustomerBacklog(servers, options.rows);
    console.log(`the backlog: ${backlog.measured.rows} row events behind ${backlog.warm.rows} that warm up, about ${backlog.distinct} rows`);
    const readings = await readRounds(servers, { ...options, backlog, folder, env: copySettings(servers, customers) });
    const endToEnd = await follow(servers, { name: 'into PostgreSQL', backlog, database: customers, compared: customerTokens });
    const hotBacklog = await writeProductBacklog(servers, options.hot);
    const hot = await follow(servers, { name: `${hotBacklog.distinct} products`, backlog: hotBacklog, database: products, compared: productNames });
    report(options, { readings, endToEnd, hot });
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true });
  }
}

interface Followed {
  readonly perSecond: number;
  readonly result: LogResult;
}

async function follow(servers: BenchServers, { name, backlog, database, compared }: { name: string; backlog: Backlog; database: string; compared: Compared }): Promise<Followed> {
  const { result, use: { wall, tool, source, target, foreign } } = await measureCpu(servers, () => runLogWorker({ way: 'follow', backlog }, copySettings(servers, database)));
  const values = await checkArrived(servers, database, compared);
  const perSecond = Math.round(backlog.measured.rows / result.seconds);
  console.log(`${name}: ${perSecond.toLocaleString('en-US')} row events/s, ${result.projections} projections in ${result.batches} batches; all ${values} values arrived`);
  console.log(`  CPU: tool ${tool.toFixed(1)}, source ${source.toFixed(1)}, target ${target.toFixed(1)} of ${wall.toFixed(1)} s, others ${(foreign * 100).toFixed(0)} %   memory ${result.memory.join(' ')} MB`);
  return { perSecond, result };
}

interface Results {
  readonly readings: readonly MeasuredReading[];
  readonly endToEnd: Followed;
  readonly hot: Followed;
}

/** Medians and ratios in one line of JSON. @throws when a gate is missed; a contender without a reading that counts misses it. */
function report({ rows, hot: changes, rounds, only }: Options, { readings, endToEnd, hot }: Results): void {
  const of = (contender: ReadingContender): MeasuredReading[] => readings.filter((reading) => reading.contender === contender);
  const rate = (contender: ReadingContender): number => median(of(contender).map(({ perSecond }) => perSecond));
  const toDebezium = (contender: ReadingContender): number => Number((rate(contender) / rate('json')).toFixed(2));
  const ratios = { keysToDebezium: toDebezium('keys'), fullToDebezium: toDebezium('full'), libraryToDebezium: toDebezium('library') };
  const growthMegabytes = Math.max(growthOf(endToEnd.result.memory), ...of('keys').map(({ result }) => growthOf(result.memory ?? [])));
  console.log(JSON.stringify({
    bench: 'cdc', rows, perSecond: Object.fromEntries(only.map((name) => [name, Math.round(rate(name))])), ratios,
    endToEnd: { perSecond: endToEnd.perSecond, projections: endToEnd.result.projections, batches: endToEnd.result.batches, memory: endToEnd.result.memory },
    hot: { changes, projections: hot.result.projections, batches: hot.result.batches }, growthMegabytes, gates,
  }));
  const missed = [
    ...(rounds === 0 || ratios.keysToDebezium >= gates.timesDebezium ? [] : [`it reads ${ratios.keysToDebezium} times as fast as Debezium, needed ${gates.timesDebezium}`]),
    ...(endToEnd.perSecond >= gates.endToEndPerSecond ? [] : [`${endToEnd.perSecond} row events/s into PostgreSQL, needed ${gates.endToEndPerSecond}`]),
    ...(hot.result.projections! <= gates.hotProjections ? [] : [`${hot.result.projections} projections of 100 products, allowed ${gates.hotProjections}`]),
    ...(growthMegabytes <= gates.growthMegabytes ? [] : [`memory grew by ${growthMegabytes} MB, allowed ${gates.growthMegabytes}`]),
  ];
  if (missed.length > 0) throw new Error(`the stream missed: ${missed.join('; ')}`);
}
