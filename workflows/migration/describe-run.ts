import type { RunStatus, TimelineEntry } from '../../contracts/outcomes';
import { etaInWords } from '../parts/describe-part';

const marks = { pass: '✓', fail: '✗', unknown: '?' } as const;
const shown = 8;

/** A run as Markdown, for the Web UI: where it is, what it waits for, and what to send it. */
export function describeRun(status: RunStatus, timeline: readonly TimelineEntry[]): string {
  const lines = [`**${status.phase}**: ${status.state}`];
  if (status.paused) lines.push('', `Paused by ${status.paused.who}: ${status.paused.why}. Goes on with the signal \`resume\`.`);
  for (const hold of status.holds) lines.push('', `**${hold.entity ?? hold.part} holds** (${hold.failure}): ${hold.message}`, '', hold.remedy);
  const progress = status.phase === 'verify' ? status.verify : status.backfill;
  if (progress) lines.push('', `${progress.percent} % · ${progress.rows} rows · ${progress.rowsPerSecond} rows/s · ${etaInWords(progress.eta)}`);
  lines.push(...describeGate(status));
  if (status.verification) {
    const { rows, mismatches, unaccepted, green } = status.verification;
    lines.push('', `Verification: ${rows} rows, ${mismatches} differ, ${unaccepted} in quarantine: ${green ? 'equal' : 'not proven equal'}`);
  }
  lines.push('', ...timeline.slice(-shown).map((entry) => `- ${entry.at.slice(0, 19)} ${entry.who}: ${entry.what}${entry.why ? ` (${entry.why})` : ''}`));
  return lines.join('\n');
}

function describeGate({ gate }: RunStatus): string[] {
  if (!gate) return [];
  const checks = gate.checks.map((check) => `- ${marks[check.verdict]} ${check.name}: ${check.detail}`);
  const say = gate.rejected ? `Rejected by ${gate.rejected.who}: ${gate.rejected.why}.` : 'Opens with the signal `approve` and `{"who": "…", "why": "…"}`.';
  return ['', `**Gate ${gate.gate}** waits since ${gate.since.slice(0, 19)}. ${say}`, '', ...checks];
}
