import { copyRange, defaultTuning } from '../../pipeline/copy-range';
import { openContext } from '../../pipeline/open-context';
import { planRanges } from '../../pipeline/plan-ranges';
import { readWorkerConfig } from './config';

/**
 * A process that copies whole entities and nothing else, so that its CPU time and memory can be told apart. Says `ready`
 * to its parent, waits for a word, copies, tells its peak memory, ends. Arguments: concurrency, then entities.
 */
async function main(): Promise<void> {
  const [concurrency = '2', ...entities] = process.argv.slice(2);
  const context = await openContext(readWorkerConfig());
  const ranges = await planRanges(context, { entities, rowsPerRange: 500_000 });
  const waiting = [...ranges];
  const copyNext = async (): Promise<void> => {
    for (let range = waiting.shift(); range; range = waiting.shift()) {
      await copyRange(context, { range: { run: 'bench', ...range }, tuning: defaultTuning });
    }
  };
  process.send?.('ready');
  await new Promise((resolve) => process.once('message', resolve));
  await Promise.all(Array.from({ length: Number(concurrency) }, copyNext));
  process.send?.({ peakBytes: process.resourceUsage().maxRSS * 1024 });
  await context.close();
  process.disconnect?.();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
