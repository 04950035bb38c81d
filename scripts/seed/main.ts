import { Command } from 'commander';
import { z } from 'zod';
import { readSeedServer } from './config';
import { seedShop } from './seed-shop';

interface Flags {
  readonly url?: string;
  readonly commerce?: boolean;
  readonly staging?: boolean;
  readonly [option: string]: unknown;
}

const program = new Command('seed')
  .description('Makes a Magento shop in an empty database, the same for the same seed.')
  .option('--url <url>', 'mysql://user@host:port/database; BANYAN_SEED_URL by default, its password in BANYAN_SEED_PASSWORD or BANYAN_SEED_PASSWORD_FILE')
  .option('--customers <count>', 'customers', '20000')
  .option('--products <count>', 'products', '5000')
  .option('--orders <count>', 'orders', '60000')
  .option('--seed <number>', 'another number gives another shop', '1')
  .option('--commerce', 'Adobe Commerce: reward points')
  .option('--staging', 'Adobe Commerce: content staging, with versions that are over and to come')
  .option('--prefix <prefix>', 'table prefix', '')
  .option('--traps <names>', 'all, none, or names of traps separated by commas', 'all')
  .option('--trap <names>', 'opt-in traps that are quarantined by design', '');

async function main(): Promise<void> {
  const { url, commerce = false, staging = false, ...rest } = program.parse().opts<Flags>();
  const server = readSeedServer(url);
  const { rows, total, seconds, traps } = await seedShop(server, { ...rest, commerce, staging },
    (soFar) => console.error(`${String(soFar).padStart(10)}  rows so far`));
  for (const [table, count] of Object.entries(rows)) console.log(`${String(count).padStart(10)}  ${table}`);
  console.log(`${String(total).padStart(10)}  rows in ${seconds.toFixed(1)} s, ${Math.round(total / seconds)} rows/s`);
  console.log(`${String(traps.length).padStart(10)}  traps: ${traps.join(', ')}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
