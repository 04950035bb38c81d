import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command } from 'commander';
import type { RunStatus, TimelineEntry } from '../../contracts/outcomes';
import { assess } from '../../pipeline/assess/assess';
import { collectReport } from '../../pipeline/report/collect-report';
import { renderReport } from '../../pipeline/report/render-report';
import { CommandFault } from '../command-fault';
import type { DefineCommand } from '../define-command';
import { exitCodes } from '../exit-codes';
import { findRun } from '../find-run';
import type { Session } from '../session';

interface ReportOptions {
  readonly run?: string;
  readonly verification?: string;
  readonly out?: string;
}

/** `banyan report`: one page of everything that is known of a run; exit code 1 unless it proves the sides equal. */
export const reportCommand: DefineCommand = (session, end) =>
  new Command('report')
    .description('writes one self-contained HTML page about a run')
    .option('--run <name>', 'which run; the only one that is going on by default')
    .option('--verification <name>', 'which verification; the run\'s newest by default')
    .option('--out <file>', 'where to; banyan-<run>.html by default')
    .action(async ({ run: named, verification, out }: ReportOptions) => {
      const told = await askRun(session, named);
      const assessment = await assess(session.config());
      const data = await session.withContext((context) => collectReport(context, {
        run: told.run, assessment, timeline: told.timeline,
        verification: verification ?? told.status?.verification?.verification,
        since: told.status && new Date(told.status.startedAt),
      }));
      const path = resolve(out ?? `banyan-${told.run}.html`);
      await writeFile(path, renderReport(data));
      session.show({ path, run: data.run, verification: data.verification, green: data.green, rows: data.rows, mismatches: data.mismatchCount, unaccepted: data.unaccepted, lag: data.lag },
        () => `${data.green ? 'Every row is equal on both sides.' : 'Not proven equal; the page says why.'} Report: ${path}\n`);
      end(data.green ? exitCodes.ok : exitCodes.finding);
    });

interface ToldByRun {
  readonly run: string;
  readonly status?: RunStatus;
  readonly timeline?: readonly TimelineEntry[];
}

/** A report of a named run can be had without Temporal: then it lacks the timeline, and says so. */
async function askRun(session: Session, named: string | undefined): Promise<ToldByRun> {
  try {
    return await session.withTemporal(async (temporal) => {
      const handle = await findRun(temporal, named);
      return { run: handle.run, status: await handle.status(), timeline: await handle.timeline() };
    });
  } catch (error) {
    if (named === undefined || !(error instanceof CommandFault)) throw error;
    session.terminal.err(`banyan: the report has no timeline: ${error.message}\n`);
    return { run: named };
  }
}
