import { basename, resolve } from 'node:path';
import { Command } from 'commander';
import { countOf } from '../../pipeline/assess/words';
import { printOutcome } from '../rehearsal/print-outcome';
import { rehearse } from '../rehearsal/rehearse';
import { sayWithTime as say, withStack } from '../rehearsal/with-stack';
import { sourceOption } from '../rehearsal/stream-options';
import type { SourceKind } from '../stack/stack';
import { expectedOfDump } from './expected-of-dump';
import { loadDump } from './load-dump';

interface AcceptOptions {
  readonly source: SourceKind;
  readonly traffic?: string | true;
  readonly limit: string;
  readonly customersSince?: string;
}

const command = new Command('accept')
  .description('loads a dump of any Magento 2 shop into a fresh server, migrates it whole, and proves every row equal')
  .argument('<dump>', 'a .sql or .sql.gz')
  .option('--traffic [rate]', 'shoppers write meanwhile, so many times a second (50)')
  .addOption(sourceOption())
  .option('--customers-since <day>', 'carry only customers created since, and those that something refers to')
  .option('--limit <minutes>', 'give up after so long', '60');

async function main(): Promise<void> {
  command.parse();
  const dump = resolve(command.args[0]!);
  const { source, traffic, limit, customersSince } = command.opts<AcceptOptions>();
  const run = `accept-${basename(dump).replace(/\.sql(\.gz)?$/, '').replace(/[^A-Za-z0-9]+/g, '-').slice(0, 20)}`;
  process.exitCode = await withStack({ source }, async (stack) => {
    const { host, port, rootUser: user, rootPassword: password } = stack.source!;
    say(`loading ${basename(dump)}`);
    const loaded = await loadDump(dump, { host, port, user, password, database: 'magento' }, say);
    say(`loaded ${loaded.tables} tables in ${loaded.seconds.toFixed(1)} s; changed: ${JSON.stringify(loaded.changed)}, left out: ${JSON.stringify(loaded.leftOut)}`);
    const expected = expectedOfDump(loaded.sha256);
    say(expected === 'whatever there is' ? 'no list of what this dump may leave in quarantine is kept: it is only reported' : `a known dump: ${expected.length === 0 ? 'nothing' : `exactly ${countOf(expected.length, 'kind')} of rows`} may stay in quarantine`);
    const outcome = await rehearse({
      stack, database: 'magento', run, dir: resolve('reports', `${run}-${Date.now()}`), limitMs: Number(limit) * 60_000, say, expected,
      // A strange shop has strange tables: they are listed in the report, and do not stop the rehearsal.
      plan: { acknowledge: ['unmapped-tables', 'server-id', 'backup'], customersSince },
      rate: traffic === undefined ? undefined : traffic === true ? 50 : Number(traffic),
    });
    console.log(printOutcome(outcome).join('\n'));
    return outcome.green ? 0 : 1;
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
