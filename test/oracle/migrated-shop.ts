import type { Config } from '../../contracts/config';
import { chooseCustomers } from '../../pipeline/choose-customers';
import { copyRange, defaultTuning } from '../../pipeline/copy-range';
import { openContext } from '../../pipeline/open-context';
import { planRanges } from '../../pipeline/plan-ranges';
import { prepareTargets } from '../../pipeline/prepare-targets';

/** Brings a shop over, range by range, as a backfill does; of its customers those since a day, if one is given. */
export async function migrateShop(config: Config, customersSince?: string): Promise<void> {
  await prepareTargets(config);
  const context = await openContext(config);
  try {
    await chooseCustomers(context, customersSince);
    const ranges = await planRanges(context, { rowsPerRange: 100_000 });
    for (const range of ranges) await copyRange(context, { range: { run: 'oracle', ...range }, tuning: defaultTuning });
  } finally {
    await context.close();
  }
}
