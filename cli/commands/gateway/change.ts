import { Command, InvalidArgumentError } from 'commander';
import { domains, flagNames, type Domain, type FlagName, type RoutingVersion } from '../../../contracts/routing';
import type { RoutingChange } from '../../../gateway/flags/change-routing';
import { changeTable } from '../../../gateway/flags/routing-table';
import { CommandFault } from '../../command-fault';
import type { DefineCommand } from '../../define-command';
import { exitCodes } from '../../exit-codes';
import { domainArgument, oneOf } from '../../one-of';
import type { Session } from '../../session';
import { wholeNumber } from '../../whole-number';
import { withTable } from './with-table';

interface Reason {
  readonly reason: string;
}

const changing = (name: string, description: string): Command => new Command(name).description(description).requiredOption('--reason <text>', 'goes into the history');

async function change(session: Session, { reason }: Reason, ...changes: readonly RoutingChange[]): Promise<RoutingVersion> {
  const version = await withTable(session, (pool) => changeTable(pool, changes, { who: session.who, why: reason }));
  session.show(version, () => `Routing version ${version.version}.\n`);
  return version;
}

/** `banyan gateway set catalog_read 25 --team 100 --reason …`. */
export const setCommand: DefineCommand = (session, end) =>
  changing('set', 'how many go to a service: off, on or a percentage')
    .argument('<flag>', flagNames.join(', '), flagName).argument('[share]', 'of everyone', share).option('--team <share>', 'of the team', share)
    .action(async (flag: FlagName, everyone: number | undefined, options: Reason & { team?: number }) => {
      const { team } = options;
      if (everyone === undefined && team === undefined) throw new CommandFault({ says: 'nothing is to be set', remedy: 'name a share, or --team with one', exitCode: exitCodes.usage });
      const { routing } = await change(session, options, { action: 'set', flag, everyone, team });
      if (routing.flags[flag].disabled) session.terminal.err(`${flag} stays off: failures have switched it off. banyan gateway enable ${flag} --reason "…"\n`);
      end(routing.flags[flag].disabled ? exitCodes.finding : exitCodes.ok);
    });

/** `banyan gateway enable catalog_read --reason …`. */
export const enableCommand: DefineCommand = (session, end) =>
  changing('enable', 'lets a flag act again that failures have switched off').argument('<flag>', flagNames.join(', '), flagName)
    .action(async (flag: FlagName, options: Reason) => {
      await change(session, options, { action: 'enable', flag });
      end(exitCodes.ok);
    });

/** `banyan gateway kill`: no reason needed in an emergency. */
export const killCommand: DefineCommand = (session, end) =>
  new Command('kill').description('everything goes to Magento, at once').option('--reason <text>', 'goes into the history', 'killed by hand')
    .action(async (options: Reason) => {
      await change(session, options, { action: 'kill' });
      end(exitCodes.ok);
    });

/** `banyan gateway revive --reason …`. */
export const reviveCommand: DefineCommand = (session, end) =>
  changing('revive', 'flags act again after a kill').action(async (options: Reason) => {
    await change(session, options, { action: 'revive' });
    end(exitCodes.ok);
  });

/** `banyan gateway team customer:17 address:10.1.2.3 --reason …`. */
export const teamCommand: DefineCommand = (session, end) =>
  changing('team', 'who goes first; replaces the list').argument('[members...]', 'customer:17, cart:…, session:…, address:10.1.2.3')
    .action(async (members: string[], options: Reason) => {
      await change(session, options, { action: 'team', members });
      end(exitCodes.ok);
    });

/** `banyan gateway shadow catalog full --reason …`. */
export const shadowCommand: DefineCommand = (session, end) =>
  changing('shadow', 'how many of a domain\'s reads are also asked of the other side and compared').argument('<domain>', domains.join(', '), domainArgument).argument('<share>', 'off, full or a percentage')
    .action(async (domain: Domain, word: string, options: Reason) => {
      const percentage = word === 'full' ? 100 : share(word);
      const mode = percentage === 0 ? 'off' : word === 'full' ? 'full' : 'sample';
      await change(session, options, { action: 'shadow', domain, setting: { mode, percentage } });
      end(exitCodes.ok);
    });

/** `banyan gateway guard catalog --max-lag-ms 2000 --reason …`. */
export const guardCommand: DefineCommand = (session, end) =>
  changing('guard', 'how fresh a service must be to be read from').argument('<domain>', domains.join(', '), domainArgument)
    .option('--max-lag-ms <ms>', 'how far it may be behind the shop', wholeNumber, 2_000).option('--max-age-minutes <minutes>', 'how old its last verification may be', wholeNumber, 24 * 60)
    .option('--off', 'read from it however stale it is')
    .action(async (domain: Domain, options: Reason & { maxLagMs: number; maxAgeMinutes: number; off?: boolean }) => {
      await change(session, options, { action: 'guard', domain, guard: options.off ? undefined : { maxLagMs: options.maxLagMs, maxVerificationAgeMs: options.maxAgeMinutes * 60_000 } });
      end(exitCodes.ok);
    });

function share(text: string): number {
  const value = { on: 100, off: 0 }[text] ?? Number(text.replace(/%$/, ''));
  if (!(value >= 0 && value <= 100)) throw new InvalidArgumentError('It must be on, off or a percentage.');
  return value;
}

function flagName(text: string): FlagName {
  return oneOf(flagNames, text);
}
