import { domains } from '../../../contracts/routing';
import { createMetrics } from '../../../gateway/observe/metrics';
import type { Exchange } from '../../../gateway/proxy/exchange';
import { createLiveRouting } from '../../../gateway/flags/live-routing';
import { matchRoute } from '../../../gateway/routes/match-route';

const metrics = () => createMetrics(domains, { live: createLiveRouting(), isControlReachable: () => true, freshness: () => undefined });
const exchange = (of: { path?: string; status?: number; method?: string; side?: 'magento' | 'service'; cohort?: 'team' | 'everyone'; fallback?: 'timeout' }): Exchange => ({
  route: matchRoute(of.path ?? '/rest/V1/products/A'), answeredBy: of.side ?? 'service', decision: { side: 'service', cohort: of.cohort ?? 'everyone', reason: 'flag' },
  request: { method: of.method ?? 'GET' }, response: { statusCode: of.status ?? 200 }, fallback: of.fallback, aborted: false,
}) as unknown as Exchange;

test('requests are counted by domain, side, cohort, method and status, each apart from all others', async () => {
  const { registry, observe } = metrics();
  const kinds = [{}, { side: 'magento' }, { cohort: 'team' }, { method: 'HEAD' }, { status: 404 }, { path: '/checkout' }, { path: '/rest/V1/orders/1' }] as const;
  kinds.forEach((kind, index) => { for (let n = 0; n <= index; n++) observe(exchange(kind), 0.003); });
  const text = await registry.metrics();
  const counted = [...text.matchAll(/^banyan_gateway_requests_total\{(.*)\} (\d+)$/gm)].map(([, labels, count]) => [labels, Number(count)]);
  expect(counted).toHaveLength(kinds.length);
  expect(new Map(counted as [string, number][]).get('domain="catalog",side="service",cohort="team",method="GET",status="200"')).toBe(3);
  expect(counted.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(28);
});

test('latencies are a histogram as Prometheus wants it: buckets that hold all below, sum and count', async () => {
  const { registry, observe } = metrics();
  for (const seconds of [0.0005, 0.001, 0.002, 0.3, 100]) observe(exchange({}), seconds);
  const text = await registry.metrics();
  const bucket = (le: string): string => `http_request_duration_seconds_bucket{le="${le}",domain="catalog",side="service",cohort="everyone"}`;
  expect(text).toContain('# TYPE http_request_duration_seconds histogram');
  for (const [le, count] of [['0.001', 2], ['0.0025', 3], ['0.4', 4], ['60', 4], ['+Inf', 5]] as const) expect(text).toContain(`${bucket(le)} ${count}\n`);
  expect(text).toMatch(/http_request_duration_seconds_sum\{domain="catalog",side="service",cohort="everyone"\} 100\.3035/);
  expect(text).toContain('http_request_duration_seconds_count{domain="catalog",side="service",cohort="everyone"} 5');
});

test('fallbacks are told with cohort and reason', async () => {
  const { registry, observe } = metrics();
  observe(exchange({ side: 'magento', fallback: 'timeout', cohort: 'team' }), 1);
  expect(await registry.metrics()).toContain('banyan_gateway_fallbacks_total{domain="catalog",cohort="team",reason="timeout"} 1');
});
