import { Command } from 'commander';
import { CommandFault } from '../command-fault';
import type { DefineCommand } from '../define-command';
import { exitCodes } from '../exit-codes';
import { findRun } from '../find-run';
import type { Session } from '../session';

/** `banyan abort`: ends a run. Nothing is deleted on either side, but the position in the log is given up. */
export const abortCommand: DefineCommand = (session, end) =>
  new Command('abort')
    .description('ends a run and its parts; nothing is deleted on either side')
    .option('--run <name>', 'which run; the only one that is going on by default')
    .requiredOption('--why <text>', 'goes into the audit')
    .option('--yes', 'do not ask')
    .action(async ({ run, why, yes }: { run?: string; why: string; yes?: boolean }) => {
      const name = await session.withTemporal(async (temporal) => {
        const handle = await findRun(temporal, run);
        if (!yes) await confirm(session, handle.run);
        await handle.say('abort', { who: session.who, why });
        return handle.run;
      });
      session.show({ run: name, said: 'abort' }, () => `${name}: aborting.\n`);
      end(exitCodes.ok);
    });

async function confirm({ terminal }: Session, run: string): Promise<void> {
  const refused = (says: string): CommandFault => new CommandFault({ says, remedy: 'type the name of the run when asked, or say --yes', exitCode: exitCodes.usage });
  if (!terminal.ask) throw refused('nobody is there to confirm');
  const typed = await terminal.ask(`This ends the run ${run}. Type its name to confirm: `);
  if (typed.trim() !== run) throw refused('not confirmed: nothing was done');
}
