import { Command, CommanderError } from 'commander';
import type { Config, SubscriberConfig } from '../contracts/config';
import { allCommands } from './commands/all-commands';
import { exitCodes, type ExitCode } from './exit-codes';
import { createSession } from './session';
import { tellFault } from './tell-fault';
import type { Terminal } from './terminal';

export interface Surroundings {
  readonly terminal: Terminal;
  readConfig(): Config;
  /** The settings without those of the shop. */
  readTargetConfig(): SubscriberConfig;
  readonly who: string;
  /** Shows the stack of a fault as well. */
  readonly debug: boolean;
}

/**
 * Runs one command.
 * @param args the words after `banyan`.
 * @returns the exit code; faults have been told by then.
 */
export async function runCli(args: readonly string[], { terminal, readConfig, readTargetConfig, who, debug }: Surroundings): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  const json = args.includes('--json');
  const session = createSession(terminal, { readConfig, readTargetConfig, who, json });
  const program = new Command('banyan')
    .description('Moves a live Magento 2 shop to services on PostgreSQL, and can go back')
    .option('--json', 'print results as JSON')
    .showHelpAfterError('banyan --help shows every command')
    .addHelpText('after', exitCodeHelp);
  for (const define of allCommands) {
    program.addCommand(define(session, (result) => { code = result; }));
  }
  for (const command of everyCommand(program)) {
    command.exitOverride().configureOutput({ writeOut: terminal.out, writeErr: terminal.err });
    if (command !== program) command.option('--json', 'print the result as JSON');
  }
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    const { says, remedy, exitCode } = tellFault(error);
    terminal.err(json ? `${JSON.stringify({ error: says, remedy, exitCode })}\n` : `banyan: ${says}\n  remedy: ${remedy}\n`);
    if (debug && error instanceof Error) terminal.err(`${error.stack}\n`);
    return exitCode;
  }
}

const everyCommand = (command: Command): Command[] => [command, ...command.commands.flatMap((child) => everyCommand(child))];

const exitCodeHelp = `
Exit codes:
  0  done, nothing found that stands in the way
  1  done, something was found: a blocker, a mismatch, an unaccepted quarantine, a refusal by the run
  2  wrong command, settings or rights
  3  a server did not answer
  4  something else failed
`;
