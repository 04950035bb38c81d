import { createWriteStream } from 'node:fs';
import { Command } from 'commander';
import { positiveNumber, shopAddressOf, wholeNumber, withShopOptions } from './shop-options';
import { startShoppers, type ShopperOptions } from './start-shoppers';

const command = withShopOptions(new Command('shoppers'))
  .description('writes to a Magento shop as its customers and its staff do, and keeps an account of every acknowledged write')
  .requiredOption('--accounts <folder>', 'folder of the accounts, one file per shopper')
  .option('--rate <writes>', 'transactions per second', positiveNumber, 50)
  .option('--shoppers <number>', 'concurrent connections', wholeNumber, 4)
  .option('--seconds <seconds>', 'stop after so long; without it, at SIGTERM or SIGINT', positiveNumber)
  .option('--seed <number>', 'what the shoppers do follows from it', wholeNumber, 1)
  .option('--without <actions>', 'actions to leave out, by name, separated by commas', '')
  .option('--probe-file <file>', 'append a JSON line for every so many acknowledged writes')
  .option('--probe-every <number>', 'how many that is', wholeNumber, 10);

async function main(): Promise<void> {
  const options = command.parse().opts<Record<string, unknown>>();
  const probes = options.probeFile === undefined ? undefined : createWriteStream(String(options.probeFile), { flags: 'a' });
  const running = await startShoppers({ ...shopperOptions(options), ...(probes ? { probe: { every: Math.max(1, Number(options.probeEvery)), onWrite: (write) => probes.write(`${JSON.stringify(write)}\n`) } } : {}) });
  process.stderr.write('shopping\n');
  const stop = (): void => void running.stop().catch(() => undefined); // `done` below reports it
  const timer = options.seconds === undefined ? undefined : setTimeout(stop, Number(options.seconds) * 1000);
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const summary = await running.done.finally(() => clearTimeout(timer));
  if (probes) await new Promise<void>((resolve) => probes.end(resolve));
  process.stdout.write(`${JSON.stringify(summary)}\n`);
}

function shopperOptions(options: Readonly<Record<string, unknown>>): ShopperOptions {
  return {
    address: shopAddressOf(options),
    rate: Number(options.rate),
    shoppers: Math.max(1, Number(options.shoppers)),
    seed: Number(options.seed),
    accountDir: String(options.accounts),
    without: String(options.without).split(',').map((name) => name.trim()).filter((name) => name !== ''),
    say: (line) => process.stderr.write(`${line}\n`),
  };
}

main().catch((error: unknown) => {
  process.stderr.write(`shoppers stopped: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
