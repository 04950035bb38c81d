import { Command } from 'commander';
import type { MessageName, Messages } from '../../contracts/messages';
import type { DefineCommand } from '../define-command';
import { exitCodes } from '../exit-codes';
import { findRun } from '../find-run';
import { entityArgument } from './entity-argument';

/** A command that says one word to a run. */
interface WordCommand {
  readonly command: string;
  readonly message: Exclude<MessageName, 'retune' | 'abort'>;
  readonly description: string;
  /** What stands in the audit when nobody says why; where it is missing, --why is required. */
  readonly why?: string;
  readonly about?: 'entity' | 'gate';
}

const words: readonly WordCommand[] = [
  { command: 'approve', message: 'approve', about: 'gate', description: 'opens the waiting gate, if its checks pass' },
  { command: 'reject', message: 'reject', about: 'gate', description: 'keeps the waiting gate shut until somebody approves' },
  { command: 'pause', message: 'pause', why: 'paused by hand', description: 'stops copying and comparing after the chunk in hand; the stream goes on' },
  { command: 'resume', message: 'resume', why: 'resumed by hand', description: 'goes on after a pause, or tries a step again that holds' },
  { command: 'verify', message: 'verifyAgain', why: 'asked for by hand', description: 'compares everything again' },
  { command: 'repair', message: 'repair', why: 'asked for by hand', description: 'projects what the last verification found different, then compares everything again' },
  { command: 'skip', message: 'skipEntity', about: 'entity', description: 'leaves an entity out of the run' },
  { command: 'retry', message: 'retryEntity', about: 'entity', why: 'tried again by hand', description: 'tries an entity again that holds or was skipped' },
  { command: 'recopy', message: 'recopyEntity', about: 'entity', why: 'asked for by hand', description: 'copies an entity again from its first key' },
  { command: 'restart-stream', message: 'restartStream', description: 'after a lost position: follows from the log\'s present end and copies everything again' },
  { command: 'finish', message: 'finish', why: 'finished by hand', description: 'ends a run that is verified and still follows the shop' },
];

/** One command per word. */
export const wordCommands: readonly DefineCommand[] = words.map((word) => (session, end) => {
  const command = new Command(word.command).description(word.description).option('--run <name>', 'which run; the only one that is going on by default');
  if (word.about === 'entity') command.addArgument(entityArgument());
  if (word.about === 'gate') command.argument('[gate]', 'refuses when another gate waits');
  if (word.why === undefined) command.requiredOption('--why <text>', 'goes into the audit');
  else command.option('--why <text>', 'goes into the audit', word.why);
  return command.action(async (...given: unknown[]) => {
    const { run, why } = command.opts<{ run?: string; why: string }>();
    const subject = word.about !== undefined && typeof given[0] === 'string' ? { [word.about]: given[0] } : {};
    const told = { who: session.who, why, ...subject } as Messages[typeof word.message];
    const name = await session.withTemporal(async (temporal) => {
      const handle = await findRun(temporal, run);
      await handle.say(word.message, told);
      return handle.run;
    });
    session.show({ run: name, said: word.message, ...told }, () => `${name}: ${word.command} is accepted.\n`);
    end(exitCodes.ok);
  });
});
