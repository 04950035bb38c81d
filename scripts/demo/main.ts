import { resolve } from 'node:path';
import { Command } from 'commander';
import { printOutcome } from '../rehearsal/print-outcome';
import { rehearse } from '../rehearsal/rehearse';
import { sayWithTime as say, withStack } from '../rehearsal/with-stack';
import { deliveryOption, readerOption, sourceOption } from '../rehearsal/stream-options';
import { seedShop } from '../seed/seed-shop';
import { expectedOfSeed } from './expected-of-seed';
import type { SourceKind } from '../stack/stack';

interface DemoOptions {
  readonly customers: number;
  readonly products: number;
  readonly orders: number;
  readonly rate: number;
  readonly seed: number;
  readonly staging?: boolean;
  readonly source: SourceKind;
  readonly delivery: 'direct' | 'dapr';
  readonly sourceReader: 'binlog' | 'debezium';
}

const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new Error(`${text} is not a whole number`);
  return Number(text);
};

const command = new Command('demo')
  .description('seeds a Magento shop on real servers, keeps shoppers writing to it, migrates it, and proves every row equal')
  .option('--customers <n>', 'customers of the shop', whole, 20_000)
  .option('--products <n>', 'products of the shop', whole, 5_000)
  .option('--orders <n>', 'orders of the shop', whole, 60_000)
  .option('--rate <n>', 'writes a second by shoppers; 0: none', whole, 50)
  .option('--seed <n>', 'what the shop is made from', whole, 1)
  .option('--staging', 'an Adobe Commerce shop: products and categories have versions')
  .addOption(sourceOption())
  .addOption(deliveryOption('direct'))
  .addOption(readerOption());

const minutes = 60_000;

async function main(): Promise<void> {
  const { customers, products, orders, rate, seed, staging = false, source, sourceReader, delivery } = command.parse().opts<DemoOptions>();
  const run = `demo-${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}`;
  process.exitCode = await withStack({ source, also: [...(delivery === 'dapr' ? ['dapr' as const] : []), ...(sourceReader === 'debezium' ? ['debezium' as const] : [])] }, async (stack) => {
    const { host, port, rootUser: user, rootPassword: password } = stack.source!;
    say(`seeding ${customers} customers, ${products} products, ${orders} orders`);
    const seeded = await seedShop({ host, port, user, password, database: 'magento' }, { customers, products, orders, seed, commerce: true, staging },
      (rows) => say(`seeding: ${rows.toLocaleString('en-US')} rows so far`));
    say(`seeded ${seeded.total.toLocaleString('en-US')} rows in ${seeded.seconds.toFixed(1)} s; Temporal's Web UI: ${stack.temporal!.uiUrl ?? 'not running'}`);
    const outcome = await rehearse({ stack, database: 'magento', run, rate, plan: { sourceReader, delivery }, dir: resolve('reports', run), limitMs: 30 * minutes, say, expected: expectedOfSeed });
    console.log(printOutcome(outcome).join('\n'));
    return outcome.green ? 0 : 1;
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
