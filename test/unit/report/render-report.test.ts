import { html } from '../../../pipeline/report/html';
import { renderReport } from '../../../pipeline/report/render-report';
import type { ReportData } from '../../../pipeline/report/report-data';

const at = new Date('2026-01-31T03:00:00Z');
const empty: ReportData = {
  run: 'r1', verification: 'v1', writtenAt: at, green: true, rows: 0, mismatchCount: 0, unaccepted: 0, notCompared: [], entities: [],
  mismatches: [], lag: undefined, lagSeries: [], quarantine: [], accounts: [], customersSince: undefined, audit: [], timeline: [], assessment: undefined,
};
const verdict = { aggregates: 3, rows: 1234567, rechecked: 1, mismatches: 0, quarantined: 0, leftOut: 0, covered: true };

test('whatever is put in is escaped, also in attributes', () => {
  expect(html`<a href="${'"><script>'}">${'<b>&'}</a>`.markup).toBe('<a href="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;</a>');
});

test('markup in a reason of the audit stays text', () => {
  const page = renderReport({ ...empty, audit: [{ at, run: 'r1', who: '<img src=x>', action: 'pause', why: '</td><script>alert(1)</script>', detail: {} }] });
  expect(page).not.toContain('<script');
  expect(page).not.toContain('<img');
  expect(page).toContain('&lt;script&gt;alert(1)');
});

test('the page asks for nothing from anywhere', () => {
  const page = renderReport({ ...empty, lagSeries: [{ at, p50: 3, max: 9 }, { at: new Date(at.getTime() + 1000), p50: 4, max: 80 }], lag: { samples: 2, p50: 3, p95: 8, p99: 9, max: 80 } });
  expect(page).not.toMatch(/src=|url\(|@import|<link|https?:/);
  expect(page).toContain('p99 9 ms');
});

test('what the run said of its end at half is told with what came of it', () => {
  expect(renderReport({ ...empty, estimate: { said: { seconds: 13, low: 11, high: 15 }, took: 12.09, errorPercent: 7.5 } })).toContain('said 13 s to the end of the backfill (11 to 15); it took 12.1 s: off by 7.5 %');
  expect(renderReport(empty)).not.toContain('to the end of the backfill');
});

test('the same data give the same page', () => {
  expect(renderReport(empty)).toBe(renderReport(empty));
});

test.each<[Partial<ReportData>, string]>([
  [{ entities: [{ entity: 'order', group: 'orders', ...verdict }], rows: 1234567 }, 'Every row is equal on both sides'],
  [{ green: false, mismatchCount: 2 }, '2 rows differ'],
  [{ green: false, notCompared: ['order'] }, 'Not everything was compared'],
  [{ green: false, entities: [{ entity: 'order', group: 'orders', ...verdict, covered: false }] }, 'Not everything was compared'],
  [{ green: false, verification: undefined }, 'Not verified yet'],
  [{ green: false, unaccepted: 4 }, '4 aggregates wait in quarantine'],
])('%j says: %s', (change, expected) => {
  expect(renderReport({ ...empty, ...change })).toContain(expected);
});

test('a lag that was never measured is not shown as none', () => {
  expect(renderReport(empty)).toContain('Not measured: no heartbeat has come through the stream.');
});

test('numbers are grouped', () => {
  expect(renderReport({ ...empty, entities: [{ entity: 'order', group: 'orders', ...verdict }] })).toContain('1,234,567');
});

test('the groups that were asked for come before what is carried besides', () => {
  const html = renderReport({ ...empty, entities: [{ entity: 'cart', group: undefined, ...verdict }, { entity: 'order', group: 'orders', ...verdict }] });
  const [orders, besides] = ['orders', 'everything else'].map((group) => html.indexOf(`>${group}</td>`));
  expect(orders).toBeGreaterThan(0);
  expect(besides).toBeGreaterThan(orders!);
});
