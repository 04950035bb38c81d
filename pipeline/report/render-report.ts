import { asCount } from '../assess/words';
import { html, type Html } from './html';
import { reportSections } from './render-sections';
import type { ReportData } from './report-data';
import { reportStyle } from './report-style';

/**
 * One page that needs nothing else: no script, no font, no address is loaded. A pure function of its data, so the same
 * run gives the same page.
 */
export function renderReport(data: ReportData): string {
  const sections = reportSections(data);
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer"><title>Banyan: run ${data.run}</title><style>${{ markup: reportStyle }}</style></head>
<body><main>
${head(data)}
<nav>${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}</nav>
${sections.map(({ id, title, body }) => html`<section id="${id}"><h2>${title}</h2>${body}</section>
`)}</main></body></html>
`;
  return page.markup;
}

function head(data: ReportData): Html {
  const [tone, verdict] = verdictOf(data);
  return html`<header><h1>Run ${data.run}</h1>
<div class="quiet">Verification ${data.verification ?? 'none'}, written ${data.writtenAt.toISOString().replace('T', ' ').slice(0, 19)} UTC</div>
<div class="verdict ${tone}">${verdict}</div>
<div class="tiles">${tilesOf(data).map(({ title, value }) => html`<div class="tile"><b>${value}</b><span>${title}</span></div>`)}</div></header>`;
}

function verdictOf(data: ReportData): ['good' | 'bad' | 'mind', string] {
  if (data.green) return ['good', 'Every row is equal on both sides'];
  if (data.mismatchCount > 0) return ['bad', `${asCount(data.mismatchCount)} rows differ`];
  if (data.verification === undefined) return ['mind', 'Not verified yet'];
  if (data.notCompared.length > 0 || data.entities.some(({ covered }) => !covered)) return ['bad', 'Not everything was compared'];
  return ['mind', `${asCount(data.unaccepted)} aggregates wait in quarantine`];
}

const tilesOf = (data: ReportData): { title: string; value: string }[] => [
  { title: 'rows compared', value: asCount(data.rows) },
  { title: 'mismatches', value: asCount(data.mismatchCount) },
  { title: 'entities compared', value: asCount(data.entities.length) },
  { title: 'lag, p99', value: data.lag ? `${asCount(data.lag.p99)} ms` : '–' },
  { title: 'quarantined, not accepted', value: asCount(data.unaccepted) },
];
