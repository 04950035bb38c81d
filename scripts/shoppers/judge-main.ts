import { Command } from 'commander';
import { judgeSource, type Verdict } from './judge';
import { shopAddressOf, withShopOptions } from './shop-options';

const SHOWN = 50;

const command = withShopOptions(new Command('judge'))
  .description(`compares the shoppers' accounts with the Magento database; the prefix is taken from the accounts. Exit code 0: every acknowledged write is there, 1: not, 2: not judged`)
  .requiredOption('--accounts <folder>', 'folder of the accounts');

async function main(): Promise<void> {
  const options = command.parse().opts<Record<string, unknown>>();
  const verdict = await judgeSource(String(options.accounts), shopAddressOf(options));
  for (const line of linesOf(verdict)) process.stdout.write(`${line}\n`);
  process.exitCode = isGreen(verdict) ? 0 : 1;
}

function isGreen(verdict: Verdict): boolean {
  return verdict.acknowledged > 0 && verdict.differences.length === 0 && verdict.breaks.length === 0;
}

function linesOf(verdict: Verdict): readonly string[] {
  const shown = verdict.differences.slice(0, SHOWN).map((difference) => `${difference.kind}: ${difference.table} ${JSON.stringify(difference.key)} ${difference.columns.join(', ')}`);
  const broken = verdict.breaks.slice(0, SHOWN).map((name) => `changed by another hand: ${name}`);
  const { acknowledged, undone, indeterminate, rows, values, open, byAction } = verdict;
  return [...shown, ...broken, JSON.stringify({ acknowledged, undone, indeterminate, rows, values, open, differences: verdict.differences.length, breaks: verdict.breaks.length, byAction, green: isGreen(verdict) })];
}

main().catch((error: unknown) => {
  process.stderr.write(`not judged: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
