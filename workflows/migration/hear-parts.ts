import { defineSignal, setHandler } from '@temporalio/workflow';
import type { Hold } from '../../contracts/outcomes';
import { partSignals, type PartReport } from '../../contracts/parts';
import { itself, note } from './note';
import type { Run } from './run';
import type { RunState } from './run-state';

/** Takes what the parts report. Reports of earlier attempts are late, and say nothing any more. */
export function hearParts({ state, show }: Run): void {
  setHandler(defineSignal<[PartReport]>(partSignals.report), (report) => {
    const attempt = state.attempts[report.part] ?? 0;
    if (report.attempt < attempt) return;
    // Started by an earlier workflow of the same run, and found running: it is the one there is.
    if (report.attempt > attempt) state.attempts[report.part] = report.attempt;
    const before = state.reports[report.part];
    for (const hold of report.holds) {
      const known = before?.holds.some((other) => other.entity === hold.entity && other.since === hold.since);
      if (!known) note(state, { who: itself, what: `${hold.entity ?? report.part} holds`, why: `${hold.failure}: ${hold.message}` });
    }
    if (report.state !== before?.state) note(state, { who: itself, what: `${report.part}: ${report.state}`, why: report.progress ? `${report.progress.rows} rows` : '' });
    state.reports[report.part] = report;
    restartLost(state, report);
    show();
  });
  setHandler(defineSignal<[Hold]>(partSignals.hold), (hold) => {
    state.holds = [...state.holds.filter((other) => other.entity === undefined || other.entity !== hold.entity), hold];
    note(state, { who: itself, what: `${hold.entity ?? hold.part} holds`, why: `${hold.failure}: ${hold.message}` });
    show();
  });
}

/** The plan may say beforehand what a person would be asked. Only after something was copied: before, somebody should look. */
function restartLost(state: RunState, { part, holds }: PartReport): void {
  const lost = part === 'stream' && holds.some((hold) => hold.failure === 'PositionLost');
  if (!lost || state.plan?.positionLost !== 'restart' || state.attempts.backfill === undefined || state.again === 'restartStream') return;
  note(state, { who: itself, what: 'restartStream', why: 'the plan restarts a stream that has lost its position' });
  state.again = 'restartStream';
}
