import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { sayWithTime as say, withStack } from '../rehearsal/with-stack';
import { deliveryOption, readerOption, sourceOption } from '../rehearsal/stream-options';
import { seedShop } from '../seed/seed-shop';
import type { SourceKind } from '../stack/stack';
import { printProof } from './print-proof';
import { proveStream, type StreamProofOptions } from './prove-stream';

const whole = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new Error(`${text} is not a whole number`);
  return Number(text);
};

type Options = Pick<StreamProofOptions, 'kills' | 'seed' | 'rate' | 'delivery'> & { readonly source: SourceKind; readonly sourceReader: 'binlog' | 'debezium' };

const command = new Command('prove:stream')
  .description('kills source, publisher, broker and subscriber at random moments while shoppers shop, then compares every row. Exit code 0: nothing lost and nothing wrong, 1: something is')
  .option('--kills <n>', 'how many', whole, 200)
  .option('--seed <n>', 'of the moments; default: another one each time', whole)
  .option('--rate <n>', 'writes a second by shoppers', whole, 40)
  .addOption(sourceOption())
  .addOption(deliveryOption('dapr'))
  .addOption(readerOption());

async function main(): Promise<void> {
  const { source, sourceReader, seed = randomInt(1_000_000), ...options } = command.parse().opts<Omit<Options, 'seed'> & { seed?: number }>();
  const parts = ['source', 'target', 'redis', ...(options.delivery === 'dapr' ? ['dapr' as const] : []), ...(sourceReader === 'debezium' ? ['debezium' as const] : [])] as const;
  process.exitCode = await withStack({ source, parts }, async (stack) => {
    const { host, port, rootUser: user, rootPassword: password } = stack.source!;
    await seedShop({ host, port, user, password, database: 'magento' }, { customers: 1000, products: 300, orders: 1500, seed: 1, commerce: true, traps: 'none' });
    const dir = resolve('reports', `prove-stream-${seed}-${Date.now()}`);
    const proof = await proveStream({ ...options, stack, database: 'magento', seed, reader: sourceReader, dir, say });
    console.log(printProof(proof, seed).join('\n'));
    return proof.green ? 0 : 1;
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
