import { Command } from 'commander';
import { queuesOf, workflowTypes } from '../../../contracts/messages';
import { parseCutoverPlan } from '../../../contracts/cutover-plan';
import { cutoverId, type CutoverMessage, type CutoverStatus } from '../../../contracts/read-cutover';
import { domains, type Domain } from '../../../contracts/routing';
import type { DefineCommand } from '../../define-command';
import { exitCodes } from '../../exit-codes';
import { readPlanFile } from '../../read-plan-file';
import { temporalFault } from '../../temporal-fault';
import { domainArgument } from '../../one-of';
import { findCutover } from './find-cutover';

/** `banyan cutover start catalog`. */
const startCommand: DefineCommand = (session, end) =>
  new Command('start').description('begins to move the reads of a domain to its service').argument('<domain>', domains.join(', '), domainArgument)
    .option('--plan <file>', 'a plan as JSON').option('--gates <how>', 'manual: each stage waits for banyan cutover approve; auto: it is left once its checks pass')
    .action(async (domain: Domain, { plan: file, gates }: { plan?: string; gates?: string }) => {
      const plan = parseCutoverPlan({ ...(file === undefined ? {} : await readPlanFile(file, '{"holdSeconds": 604800}')), domain, ...(gates === undefined ? {} : { gates }) });
      await session.withTemporal(async ({ client }) => {
        try {
          await client.workflow.start(workflowTypes.readCutover, { workflowId: cutoverId(domain), taskQueue: queuesOf(session.config().BANYAN_TEMPORAL_QUEUES).control, args: [plan] });
        } catch (error) {
          throw temporalFault(error, cutoverId(domain), `banyan cutover status ${domain}`);
        }
      });
      session.show({ workflowId: cutoverId(domain), plan }, () => `The reads of ${domain} begin to move. Follow it with: banyan cutover status ${domain}\n`);
      end(exitCodes.ok);
    });

/** `banyan cutover status catalog`: exit code 1 while something asks for a person. */
const statusCommand: DefineCommand = (session, end) =>
  new Command('status').description('its stage, and every check with the figure measured; exit code 1 while it is broken off or has failed').argument('<domain>', domains.join(', '), domainArgument)
    .action(async (domain: Domain) => {
      const status = await session.withTemporal((temporal) => findCutover(temporal, domain).status());
      session.show(status, () => describe(status));
      end(status.state === 'broken' || status.state === 'failed' ? exitCodes.finding : exitCodes.ok);
    });

function describe({ domain, stage, state, stageSince, heldUntil, checks, hold, timeline }: CutoverStatus): string {
  return `${[
    `reads of ${domain}: ${state}, in stage ${stage} since ${stageSince}${state === 'holding' && heldUntil !== undefined ? `, holds until ${heldUntil}` : ''}`,
    ...checks.map(({ name, verdict, detail }) => `  ${verdict.padEnd(7)} ${name}: ${detail}`),
    ...(hold ? [`holds: ${hold.failure}: ${hold.message}`, `  remedy: ${hold.remedy}; then banyan cutover resume ${domain} --why "…"`] : []),
    ...timeline.slice(-5).map(({ at, who, what, why }) => `${at}  ${who}: ${what}${why ? `: ${why}` : ''}`),
  ].join('\n')}\n`;
}

const words: readonly { readonly name: CutoverMessage; readonly description: string }[] = [
  { name: 'approve', description: 'leaves the stage, once its time is over and while its checks pass' },
  { name: 'resume', description: 'does again what failed, or compares the samples again' },
  { name: 'rollback', description: 'sends all reads of the domain to Magento at once, and ends' },
];

const wordCommands: readonly DefineCommand[] = words.map(({ name, description }) => (session, end) =>
  new Command(name).description(description).argument('<domain>', domains.join(', '), domainArgument).requiredOption('--why <text>', 'goes into the history')
    .action(async (domain: Domain, { why }: { why: string }) => {
      const answer = await session.withTemporal((temporal) => findCutover(temporal, domain).say(name, { who: session.who, why }));
      session.show({ domain, said: name, answer }, () => `${domain}: ${answer}.\n`);
      end(exitCodes.ok);
    }));

/** `banyan cutover …`: moves the reads of a domain from Magento to its service, stage by stage. */
export const cutoverCommand: DefineCommand = (session, end) =>
  [startCommand, statusCommand, ...wordCommands].reduce((command, define) => command.addCommand(define(session, end)), new Command('cutover').description('moves the reads of a domain to its service: the team, everyone, the exit check'));
