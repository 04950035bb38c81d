import { Command } from 'commander';
import type { TargetContext } from '../../pipeline/context';
import { discardDeadLetters, listDeadLetters, replayDeadLetters, type DeadLetterChoice } from '../../pipeline/review-dead-letters';
import { CommandFault } from '../command-fault';
import type { DefineCommand } from '../define-command';
import { exitCodes } from '../exit-codes';
import { renderColumns } from '../render-columns';
import { wholeNumber } from '../whole-number';
import { entityArgument, knownEntity } from './entity-argument';

/** `banyan dlq list | show | replay | discard`. */
export const dlqCommand: DefineCommand = (session, end) =>
  new Command('dlq')
    .description('dead letters: changes that could not be applied after all retries')
    .addCommand(list(session, end))
    .addCommand(show(session, end))
    .addCommand(replay(session, end))
    .addCommand(discard(session, end));

const list: DefineCommand = (session, end) =>
  new Command('list').description('the oldest first; exit code 1 while there are any').option('--limit <count>', 'most lines', wholeNumber, 100)
    .action(async ({ limit }: { limit: number }) => {
      const found = await session.withTargets((context) => listDeadLetters(context, { limit: limit + 1 }));
      const letters = found.slice(0, limit);
      session.show(letters, () => (found.length === 0 ? 'There are no dead letters.\n' : renderColumns(
        ['entity', 'Magento id', 'attempts', 'first seen', 'error'],
        letters.map((letter) => [letter.entity, keyName(letter.key), String(letter.attempts), moment(letter.firstSeen), letter.error]))
        + (found.length > limit ? `There are more than these ${limit}: --limit shows more of them.\n` : '')));
      end(found.length > 0 ? exitCodes.finding : exitCodes.ok);
    });

const show: DefineCommand = (session, end) =>
  new Command('show').description('those of one entity, or of one aggregate, with all that is known').addArgument(entityArgument()).argument('[key]', 'Magento id', wholeNumber)
    .option('--limit <count>', 'most of them', wholeNumber, 100)
    .action(async (entity: string, key: number | undefined, { limit }: { limit: number }) => {
      const letters = await session.withTargets((context) => listDeadLetters(context, { entity, key, limit }));
      if (key !== undefined && letters.length === 0) throw noLetter(entity, key);
      session.show(letters, () => (letters.length === 0 ? 'None of these is a dead letter.\n' : letters.map((letter) => [
        `${letter.entity} ${keyName(letter.key)}`, `  error       ${letter.error}`, `  attempts    ${letter.attempts}`, `  first seen  ${moment(letter.firstSeen)}`,
        `  last seen   ${moment(letter.lastSeen)}`, `  label       ${letter.label}`, `  event       ${letter.eventId || 'unreadable'}`, ''].join('\n')).join('\n')));
      end(exitCodes.ok);
    });

/** A mistyped key must not look like success. */
const noLetter = (entity: string, key: number): CommandFault =>
  new CommandFault({ says: `${entity} ${keyName(key)} is no dead letter`, remedy: 'banyan dlq list shows those that are', exitCode: exitCodes.usage });

async function demandLetter(context: TargetContext, { entity, key }: DeadLetterChoice): Promise<void> {
  if (entity === undefined || key === undefined) return;
  if ((await listDeadLetters(context, { entity, key, limit: 1 })).length === 0) throw noLetter(entity, key);
}

const replay: DefineCommand = (session, end) =>
  new Command('replay').description('reads them from the source again and applies them; exit code 1 when any still fails')
    .argument('[entity]', 'all when none is named', knownEntity).argument('[key]', 'Magento id', wholeNumber)
    .action(async (entity: string | undefined, key: number | undefined) => {
      const { replayed, unreadable, failures } = await session.withContext(async (context) => {
        await demandLetter(context, { entity, key });
        return replayDeadLetters(context, { entity, key });
      });
      session.show({ replayed, unreadable, failures }, () => [`${replayed} replayed, ${failures.length} still fail.`,
        ...failures.map((failure) => `  ${failure.entity} ${failure.key}: ${failure.error}`),
        ...(unreadable > 0 ? [`${unreadable} unreadable: they name no aggregate, and can only be discarded.`] : []), ''].join('\n'));
      end(failures.length + unreadable > 0 ? exitCodes.finding : exitCodes.ok);
    });

interface DiscardOptions {
  readonly reason: string;
  readonly all?: boolean;
  readonly run: string;
}

const discard: DefineCommand = (session, end) =>
  new Command('discard').description('forgets them; the service keeps what it has, and who and why go into the audit')
    .argument('[entity]', 'whose, unless --all says so', knownEntity).argument('[key]', 'Magento id, or the word unreadable', discardedKey)
    .requiredOption('--reason <text>', 'why they may be forgotten').option('--all', 'every entity').option('--run <id>', 'the run it belongs to', '-')
    .action(async (entity: string | undefined, key: number | undefined, { reason, all, run }: DiscardOptions) => {
      if ((entity === undefined) !== (all === true)) {
        throw new CommandFault({ says: 'name an entity, or say --all', remedy: 'banyan dlq list shows the entities', exitCode: exitCodes.usage });
      }
      const discarded = await session.withTargets(async (context) => {
        await demandLetter(context, { entity, key });
        return discardDeadLetters(context, { entity, key, run, who: session.who, because: reason });
      });
      session.show({ discarded }, () => `${discarded} discarded.\n`);
      end(exitCodes.ok);
    });

const discardedKey = (text: string): number => (text === 'unreadable' ? -1 : wholeNumber(text));
const keyName = (key: number): string => (key < 0 ? 'unreadable' : String(key));
const moment = (at: Date): string => at.toISOString().slice(0, 19);
