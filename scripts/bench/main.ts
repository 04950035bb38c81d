import { Command } from 'commander';
import { backfillCommand } from './backfill';
import { cdcCommand } from './cdc';
import { gatewayCommand } from './gateway';
import { lagCommand } from './lag';
import { memoryCommand } from './memory';

new Command('bench')
  .description('Measures Banyan against what one would use instead, in the same run and on the same servers. Each bench ends with one JSON line.')
  .addCommand(backfillCommand())
  .addCommand(cdcCommand())
  .addCommand(gatewayCommand())
  .addCommand(lagCommand())
  .addCommand(memoryCommand())
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
