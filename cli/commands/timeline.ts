import { Command } from 'commander';
import type { DefineCommand } from '../define-command';
import { exitCodes } from '../exit-codes';
import { findRun } from '../find-run';
import { renderColumns } from '../render-columns';

/** `banyan timeline`: what happened so far. */
export const timelineCommand: DefineCommand = (session, end) =>
  new Command('timeline')
    .description('what happened in a run, the newest last')
    .option('--run <name>', 'which run; the only one that is going on by default')
    .action(async ({ run }: { run?: string }) => {
      const entries = await session.withTemporal(async (temporal) => (await findRun(temporal, run)).timeline());
      session.show(entries, () => (entries.length === 0 ? 'Nothing has happened yet.\n' : renderColumns(
        ['time (UTC)', 'what', 'who', 'why'], entries.map(({ at, what, who, why }) => [at.slice(0, 19).replace('T', ' '), what, who, why]))));
      end(exitCodes.ok);
    });
