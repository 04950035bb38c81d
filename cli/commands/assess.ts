import { Command } from 'commander';
import type { Assessment, Finding, Severity } from '../../contracts/assessment';
import { parsePlan } from '../../contracts/plan';
import { assess } from '../../pipeline/assess/assess';
import { countOf } from '../../pipeline/assess/words';
import type { DefineCommand } from '../define-command';
import { exitCodes, type ExitCode } from '../exit-codes';

/** `banyan assess`: pre-flight. Works before Temporal and the targets' schemas exist, and writes nothing. */
export const assessCommand: DefineCommand = (session, end) =>
  new Command('assess')
    .description('checks source, shop and targets before a run; changes nothing. Exit code 1 when a blocker is found, 3 when a server did not answer')
    .option('--all', 'also show what is in order')
    .option('--customers-since <day>', 'also count whom a run with this cut would carry and leave out')
    .action(async ({ all, customersSince }: { all?: boolean; customersSince?: string }) => {
      const assessment = await assess(session.config(), customersSince === undefined ? undefined : { customersSince: day(customersSince) });
      session.show(assessment, () => describeAssessment(assessment, all === true));
      end(exitCodeOf(assessment));
    });

function exitCodeOf({ findings, verdict }: Assessment): ExitCode {
  if (findings.some(({ unanswered }) => unanswered)) return exitCodes.unreachable;
  return verdict === 'blocker' ? exitCodes.finding : exitCodes.ok;
}

/** @throws InvalidPlan, as a start with it would. */
const day = (text: string): string => parsePlan({ run: 'assess', customersSince: text }).customersSince!;

const signs: Readonly<Record<Severity, string>> = { ok: 'ok      ', warning: 'WARNING ', blocker: 'BLOCKER ' };

/** The findings as lines, the heaviest last, where the eye ends. */
export function describeAssessment({ findings, notRun, verdict }: Assessment, all: boolean): string {
  const of = (severity: Severity): Finding[] => findings.filter((finding) => finding.severity === severity);
  const shown = [...(all ? of('ok') : []), ...of('warning'), ...of('blocker')];
  const skipped = notRun.length === 0 ? '' : `not checked, because something they need was not reached: ${notRun.join(', ')}\n`;
  const end = verdict === 'blocker' ? 'A run cannot start while a blocker stands.' : 'A run can start.';
  return `${shown.map(lineOf).join('')}${skipped}${of('ok').length} in order, ${countOf(of('warning').length, 'warning')}, ${countOf(of('blocker').length, 'blocker')}. ${end}\n`;
}

const lineOf = ({ check, severity, says, remedy }: Finding): string =>
  `${signs[severity]}${check}: ${says}\n${remedy === '' ? '' : `          remedy: ${remedy}\n`}`;
