import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { z } from 'zod';
import { deliveryOption, readerOption } from '../rehearsal/stream-options';
import { prepareCopy } from './banyan-contender';
import { startBenchServers } from './bench-servers';
import { makeBacklogShop } from './make-backlog';
import { measureLag, type MeasuredLag } from './measure-lag';
import { percentile } from './percentile';
import { PROBES } from './probe-lag';
import { startFollowers } from './start-followers';

const number = z.coerce.number().positive();
const optionsSchema = z.object({ seconds: number, warm: z.coerce.number().min(0), rate: number, probes: number, delivery: z.enum(['direct', 'dapr']), sourceReader: z.enum(['binlog', 'debezium']) });
type Options = z.output<typeof optionsSchema>;

const DATABASE = 'bench_lag';
const slotSeconds = 30;
/** Of the rate that was asked for; with less, the lag is of another load. */
const leastShare = 0.98;

/** Milliseconds that the slowest of a hundred changes may take. */
const gates: Readonly<Record<Options['delivery'], number>> = { direct: 1000, dapr: 2000 };

export const lagCommand = (): Command =>
  new Command('lag')
    .description('How long after the shop has acknowledged a change it is seen in the service, while customers change all the time. An outside observer measures, with rows of its own.')
    .option('--seconds <count>', 'how long', '300')
    .option('--warm <seconds>', 'under load before that', '15')
    .option('--rate <count>', 'rows that change a second, each in a transaction of its own', '1000')
    .option('--probes <count>', 'rows of the observer a second, on top', '20')
    .addOption(deliveryOption('direct'))
    .addOption(readerOption())
    .action(async (flags: unknown) => benchLag(optionsSchema.parse(flags)));

async function benchLag(options: Options): Promise<void> {
  const servers = await startBenchServers({
    also: [...(options.delivery === 'dapr' ? ['redis', 'dapr'] as const : []), ...(options.sourceReader === 'debezium' ? ['debezium'] as const : [])],
  });
  const dir = mkdtempSync(join(tmpdir(), 'banyan-bench-lag-'));
  try {
    await makeBacklogShop(servers, { more: PROBES });
    await prepareCopy(servers, DATABASE, 'customer');
    const followers = await startFollowers(servers, { dir, database: DATABASE, ...options });
    try {
      report(options, await Promise.race([measureLag(servers, followers, { database: DATABASE, ...options }), followers.died]));
    } finally {
      await followers.stop();
    }
    rmSync(dir, { recursive: true });
  } finally {
    await servers.stop();
  }
}

function report({ delivery, sourceReader, rate, seconds, warm }: Options, { probes, missing, load, cores, memory }: MeasuredLag): void {
  for (let at = 0; at < seconds; at += slotSeconds) {
    const slot = probes.filter((probe) => probe.second >= at && probe.second < at + slotSeconds).map(({ lag }) => lag);
    console.log(`from second ${String(at).padStart(3)}: ${percentilesOf(slot)}   memory of the stream ${memory[Math.min(memory.length - 1, Math.floor(warm + at))]} MB`);
  }
  const lags = probes.map(({ lag }) => lag);
  const [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1].map((part) => Math.round(percentile(lags, part)));
  const written = Math.round(load.acknowledged / load.seconds);
  console.log(`cores in use: ${Object.entries(cores).map(([name, used]) => `${name} ${used.toFixed(2)}`).join(', ')}`);
  console.log(JSON.stringify({ bench: 'lag', delivery, sourceReader, seconds, rowsPerSecond: written, probes: lags.length, missing, p50, p95, p99, max, cores, gate: gates[delivery] }));
  const missed = [
    ...(written >= rate * leastShare ? [] : [`the shop wrote only ${written} rows/s of ${rate}`]),
    ...(missing === 0 ? [] : [`${missing} changes never arrived`]),
    ...(p99! <= gates[delivery] ? [] : [`p99 is ${p99} ms, allowed ${gates[delivery]}`]),
  ];
  if (missed.length > 0) throw new Error(`the stream missed: ${missed.join('; ')}`);
}

const percentilesOf = (lags: readonly number[]): string => ([['p50', 0.5], ['p99', 0.99], ['max', 1]] as const)
  .map(([name, part]) => `${name} ${String(Math.round(percentile(lags, part))).padStart(5)} ms`).join('  ');
