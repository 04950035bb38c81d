import type { Finding } from '../../contracts/assessment';
import { asCount } from '../assess/words';
import { placeOf } from '../quarantine-place';
import { html, type Html } from './html';
import { renderLagChart } from './render-lag-chart';
import { renderTable } from './render-table';
import type { EntityLine, ReportData } from './report-data';

/** A chapter of the report. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

const moment = (at: Date): string => at.toISOString().replace('T', ' ').slice(0, 19);
const milliseconds = (ms: number): string => `${asCount(ms)} ms`;
const mark = (text: string | number, tone: 'good' | 'bad' | 'mind'): Html => html`<span class="${tone}">${text}</span>`;
const zeroIsGood = (count: number): Html => mark(asCount(count), count === 0 ? 'good' : 'bad');

/** Every chapter, in the order in which a reader asks. */
export function reportSections(data: ReportData): Section[] {
  return [
    { id: 'rows', title: 'Rows', body: rows(data) },
    { id: 'mismatches', title: 'Mismatches', body: mismatches(data) },
    { id: 'lag', title: 'Lag', body: lag(data) },
    { id: 'quarantine', title: 'Quarantine', body: quarantine(data) },
    { id: 'timeline', title: 'Timeline', body: timeline(data) },
    { id: 'accounts', title: 'Rows by source table', body: accounts(data) },
    { id: 'pre-flight', title: 'Pre-flight', body: preflight(data) },
    { id: 'audit', title: 'Audit', body: audit(data) },
  ];
}

function rows({ entities, notCompared, customersSince }: ReportData): Html {
  const sorted = [...entities].sort((a, b) => Number(!a.group) - Number(!b.group) || (a.group ?? '').localeCompare(b.group ?? '') || a.entity.localeCompare(b.entity));
  const table = renderTable<EntityLine>(sorted, [
    { title: 'Group', cell: ({ group }) => group?.replace(/-/g, ' ') ?? 'everything else' },
    { title: 'Entity', cell: ({ entity }) => entity },
    { title: 'Aggregates', number: true, cell: ({ aggregates }) => asCount(aggregates) },
    { title: 'Rows', number: true, cell: (line) => asCount(line.rows) },
    { title: 'Looked at twice', number: true, cell: ({ rechecked }) => asCount(rechecked) },
    { title: 'Left out', number: true, cell: ({ leftOut }) => asCount(leftOut) },
    { title: 'Quarantined', number: true, cell: ({ quarantined }) => asCount(quarantined) },
    { title: 'Mismatches', number: true, cell: (line) => zeroIsGood(line.mismatches) },
    { title: 'Compared', cell: ({ covered }) => (covered ? mark('whole', 'good') : mark('in part', 'bad')) },
  ], 'Nothing has been compared yet.');
  const cut = customersSince === undefined ? '' : html`<p class="mind">Only customers created since ${customersSince} (UTC) are carried, and those of any age that a carried order, review or wishlist refers to. The others are left out with what is theirs, and were looked for in vain in the target.</p>`;
  const rest = notCompared.length === 0 ? '' : html`<p class="bad">Not compared: ${notCompared.join(', ')}.</p>`;
  return html`${cut}${table}${rest}`;
}

function mismatches(data: ReportData): Html {
  const table = renderTable(data.mismatches, [
    { title: 'Entity', cell: ({ entity }) => entity },
    { title: 'Magento id', number: true, cell: ({ key }) => key ?? '–' },
    { title: 'Table', cell: (found) => found.table },
    { title: 'Kind', cell: ({ kind }) => kind },
    { title: 'Columns', cell: ({ columns }) => columns.join(', ') },
    { title: 'Likely cause', cell: ({ explanation }) => explanation },
  ], data.verification === undefined ? 'No verification has run.' : 'None: every compared row is equal on both sides.');
  const rest = data.mismatchCount - data.mismatches.length;
  return rest > 0 ? html`${table}<p class="quiet">And ${asCount(rest)} more in banyan.mismatches.</p>` : table;
}

function lag(data: ReportData): Html {
  if (!data.lag) return html`<p class="mind">Not measured: no heartbeat has come through the stream.</p>`;
  const { p50, p95, p99, max, samples } = data.lag;
  return html`<p>From a commit in the shop to its row in PostgreSQL: median ${milliseconds(p50)}, p95 ${milliseconds(p95)}, p99 ${milliseconds(p99)}, slowest ${milliseconds(max)}, over ${asCount(samples)} heartbeats.</p>
${renderLagChart(data.lagSeries)}`;
}

const quarantine = (data: ReportData): Html => renderTable(data.quarantine, [
  { title: 'Entity', cell: ({ entity }) => entity },
  { title: 'Source', cell: placeOf },
  { title: 'Reason', cell: ({ reason }) => reason },
  { title: 'Aggregates', number: true, cell: ({ count }) => asCount(count) },
  { title: 'Accepted', number: true, cell: ({ accepted, count }) => mark(asCount(accepted), accepted === count ? 'good' : 'mind') },
], 'Empty: everything could be carried.');

function timeline({ timeline: lines, estimate }: ReportData): Html {
  const table = renderTable(lines, [
    { title: 'Time (UTC)', cell: ({ at }) => moment(new Date(at)) },
    { title: 'What happened', cell: ({ what }) => what },
    { title: 'Who', cell: ({ who }) => who },
    { title: 'Why', cell: ({ why }) => why },
  ], 'The workflow was not asked, so there is no timeline.');
  if (!estimate) return table;
  const { said, took, errorPercent } = estimate;
  return html`${table}<p>With half of the rows copied the run said ${said.seconds} s to the end of the backfill (${said.low} to ${said.high}); it took ${took.toFixed(1)} s: off by ${errorPercent} %.</p>`;
}

const accounts = (data: ReportData): Html => renderTable(data.accounts, [
  { title: 'Source table', cell: ({ table }) => table },
  { title: 'Carried', number: true, cell: ({ carried }) => asCount(carried) },
  { title: 'Refused', number: true, cell: ({ refused }) => (refused === 0 ? '0' : mark(asCount(refused), 'mind')) },
  { title: 'Left out by the cut', number: true, cell: ({ leftOut }) => asCount(leftOut) },
], 'No verification has accounted for rows yet.');

const tones = { ok: 'good', warning: 'mind', blocker: 'bad' } as const;

function preflight({ assessment }: ReportData): Html {
  if (!assessment) return html`<p class="quiet">The findings of the assessment were not at hand.</p>`;
  const weight = { blocker: 0, warning: 1, ok: 2 } as const;
  const sorted = [...assessment.findings].sort((a, b) => weight[a.severity] - weight[b.severity]);
  return html`<p class="quiet">Asked ${moment(new Date(assessment.at))} UTC.</p>${renderTable<Finding>(sorted, [
    { title: 'Check', cell: ({ check }) => check },
    { title: '', cell: ({ severity }) => mark(severity, tones[severity]) },
    { title: 'Finding', cell: ({ says }) => says },
    { title: 'Remedy', cell: ({ remedy }) => remedy },
  ], 'No check has run.')}`;
}

const audit = (data: ReportData): Html => renderTable(data.audit, [
  { title: 'Time (UTC)', cell: ({ at }) => moment(at) },
  { title: 'Who', cell: ({ who }) => who },
  { title: 'What', cell: ({ action }) => action },
  { title: 'Why', cell: ({ why }) => why },
], 'Nobody has intervened.');
