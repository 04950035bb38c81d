import { getExternalWorkflowHandle, log } from '@temporalio/workflow';
import { migrationId } from '../../contracts/messages';
import { partSignals, type PartReport } from '../../contracts/parts';

/** How a part tells its run what happens, in order. */
export interface ReportLine {
  send(report: PartReport): void;
  /** Resolves when everything sent has arrived. */
  drained(): Promise<void>;
}

/** A line to the run. A run that has gone hears nothing, and that is no reason to stop. */
export function openReportLine(run: string): ReportLine {
  const handle = getExternalWorkflowHandle(migrationId(run));
  let last: Promise<void> = Promise.resolve();
  return {
    send: (report) => {
      // One after the other: signals that are on their way together may arrive in any order.
      last = last.then(() => handle.signal(partSignals.report, report)).catch((error: unknown) => {
        log.warn('the run did not hear a report', { run, part: report.part, error: String(error) });
      });
    },
    drained: async () => last,
  };
}
