import { Command } from 'commander';
import type { PipelineContext } from '../../pipeline/context';
import { placeOf } from '../../pipeline/quarantine-place';
import { acceptQuarantine, listQuarantine, listQuarantineReasons, retryQuarantine, type QuarantineChoice } from '../../pipeline/review-quarantine';
import { CommandFault } from '../command-fault';
import type { DefineCommand } from '../define-command';
import { exitCodes } from '../exit-codes';
import { renderColumns } from '../render-columns';
import { wholeNumber } from '../whole-number';

/** `banyan quarantine list | show | retry | accept`. */
export const quarantineCommand: DefineCommand = (session, end) =>
  new Command('quarantine')
    .description('aggregates that could not be carried; a gate opens only when none is unaccepted')
    .addCommand(list(session, end))
    .addCommand(show(session, end))
    .addCommand(retry(session, end))
    .addCommand(accept(session, end));

const list: DefineCommand = (session, end) =>
  new Command('list').description('counts by reason; exit code 1 while anything is unaccepted').action(async () => {
    const reasons = await session.withContext(listQuarantineReasons);
    session.show(reasons, () => (reasons.length === 0 ? 'The quarantine is empty.\n' : renderColumns(
      ['entity', 'source', 'reason', 'aggregates', 'accepted'],
      reasons.map((row) => [row.entity, placeOf(row), row.reason, String(row.count), String(row.accepted)]))));
    end(reasons.some(({ count, accepted }) => accepted < count) ? exitCodes.finding : exitCodes.ok);
  });

const show: DefineCommand = (session, end) =>
  new Command('show').description('the aggregates of one entity, or one of them')
    .argument('<entity>').argument('[key]', 'Magento id', wholeNumber).option('--limit <count>', 'most lines', wholeNumber, 100)
    .action(async (entity: string, key: number | undefined, { limit }: { limit: number }) => {
      const rows = await session.withContext((context) => {
        context.entity(entity);
        return listQuarantine(context, { entity, key, limit });
      });
      if (key !== undefined && rows.length === 0) throw notHeld(entity, key);
      session.show(rows, () => (rows.length === 0 ? 'None of these is in quarantine.\n' : renderColumns(
        ['entity', 'Magento id', 'source', 'reason', 'since', 'accepted'],
        rows.map((row) => [row.entity, String(row.key), placeOf(row), row.reason, row.since.toISOString().slice(0, 19),
          row.acceptedBy === null ? 'no' : `by ${row.acceptedBy}: ${row.acceptedBecause}`]))));
      end(exitCodes.ok);
    });

/** A mistyped key must not look like success. */
const notHeld = (entity: string, key: number): CommandFault =>
  new CommandFault({ says: `${entity} ${key} is not in quarantine`, remedy: `banyan quarantine show ${entity} lists the keys that are`, exitCode: exitCodes.usage });

async function demandHeld(context: PipelineContext, { entity, key }: QuarantineChoice): Promise<void> {
  if (entity === undefined || key === undefined) return;
  if ((await listQuarantine(context, { entity, key, limit: 1 })).length === 0) throw notHeld(entity, key);
}

const retry: DefineCommand = (session, end) =>
  new Command('retry').description('projects them again; what can be carried by now leaves the quarantine')
    .argument('[entity]').argument('[key]', 'Magento id', wholeNumber)
    .action(async (entity: string | undefined, key: number | undefined) => {
      const result = await session.withContext((context) => {
        if (entity !== undefined) context.entity(entity);
        return demandHeld(context, { entity, key }).then(() => retryQuarantine(context, { entity, key }));
      });
      session.show(result, () => `${result.retried} tried again, ${result.carried} carried, ${result.still} still in quarantine.\n`);
      end(result.still > 0 ? exitCodes.finding : exitCodes.ok);
    });

interface AcceptOptions {
  readonly reason: string;
  readonly all?: boolean;
  readonly run: string;
}

const accept: DefineCommand = (session, end) =>
  new Command('accept').description('lets them stay behind; who and why go into the audit')
    .argument('[entity]').argument('[key]', 'Magento id', wholeNumber)
    .requiredOption('--reason <text>', 'why they may stay behind').option('--all', 'every entity').option('--run <id>', 'the run it belongs to', '-')
    .action(async (entity: string | undefined, key: number | undefined, { reason, all, run }: AcceptOptions) => {
      if ((entity === undefined) !== (all === true)) {
        throw new CommandFault({ says: 'name an entity, or say --all', remedy: 'banyan quarantine list shows the entities', exitCode: exitCodes.usage });
      }
      const accepted = await session.withContext((context) => {
        if (entity !== undefined) context.entity(entity);
        return demandHeld(context, { entity, key }).then(() => acceptQuarantine(context, { entity, key, run, who: session.who, because: reason }));
      });
      session.show({ accepted }, () => `${accepted} accepted.\n`);
      end(exitCodes.ok);
    });
