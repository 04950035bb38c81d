import { Command } from 'commander';
import { flagNames, initialRouting } from '../../../contracts/routing';
import { readHistory, readNewest } from '../../../gateway/flags/routing-table';
import { readShadow } from '../../../gateway/shadow/shadow-table';
import type { DefineCommand } from '../../define-command';
import { exitCodes } from '../../exit-codes';
import { renderColumns } from '../../render-columns';
import { wholeNumber } from '../../whole-number';
import { withTable } from './with-table';

/** `banyan gateway flags`: exit code 1 while a flag is off by failures, or everything is killed. */
export const flagsCommand: DefineCommand = (session, end) =>
  new Command('flags').description('what goes where; exit code 1 while failures or a kill hold a flag off').action(async () => {
    const { version, routing } = await withTable(session, readNewest) ?? { version: 0, routing: initialRouting };
    session.show({ version, ...routing }, () => `${routing.killed ? 'KILLED: everything goes to Magento.\n' : ''}Version ${version}, phase ${routing.phase}, ${routing.team.length} in the team.\n${renderColumns(
      ['flag', 'everyone %', 'team %', 'off because'],
      flagNames.map((name) => [name, String(routing.flags[name].everyone), String(routing.flags[name].team), routing.flags[name].disabled?.why ?? '']))}`);
    end(routing.killed || flagNames.some((name) => routing.flags[name].disabled) ? exitCodes.finding : exitCodes.ok);
  });

/** `banyan gateway history`. */
export const historyCommand: DefineCommand = (session, end) =>
  new Command('history').description('who changed what, when and why').option('--flag <flag>', 'of one flag').option('--limit <count>', 'most lines', wholeNumber, 50)
    .action(async (options: { flag?: string; limit: number }) => {
      const entries = await withTable(session, (pool) => readHistory(pool, options));
      session.show(entries, () => renderColumns(['version', 'at', 'who', 'action', 'changed', 'why'],
        entries.map((entry) => [String(entry.version), entry.at.toISOString().slice(0, 19), entry.who, entry.action, entry.changed.join(' '), entry.why])));
      end(exitCodes.ok);
    });

/** `banyan gateway mismatches`: exit code 1 when there are any. */
export const mismatchesCommand: DefineCommand = (session, end) =>
  new Command('mismatches').description('what comparing both sides found, by route; exit code 1 when they differ').option('--days <days>', 'how far back', wholeNumber, 7)
    .action(async ({ days }: { days: number }) => {
      const routes = await withTable(session, (pool) => readShadow(pool, days));
      session.show(routes, () => renderColumns(['route', 'compared', 'mismatched', 'baselines', 'noisy', 'skipped', 'differing fields'],
        routes.map((row) => [row.route, String(row.compared), String(row.mismatched), String(row.baselines), String(row.noisy), String(row.skipped), row.paths.map(({ path, count }) => `${path} (${count})`).join(', ')])));
      end(routes.some(({ mismatched }) => mismatched > 0) ? exitCodes.finding : exitCodes.ok);
    });
