import { gatewaySummary, missedGates } from '../../../../scripts/bench/gateway-summary';
import { readLoad } from '../../../../scripts/bench/load-gateway';
import type { MeasuredGateway, MeasuredLoad } from '../../../../scripts/bench/measure-gateway';

const printed = `Running 4s test @ http://127.0.0.1:1/
  1 threads and 32 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     2.01ms  500.00us  20.00ms   90.00%
  Latency Distribution
     50%  812.00us
     75%    2.10ms
     99%    1.25s
  60000 requests in 4.01s, 20.00MB read
  Socket errors: connect 1, read 2, write 3, timeout 4
  Non-2xx or 3xx responses: 5
Requests/sec:  14962.59
Transfer/sec:      5.00MB`;

describe('what wrk prints', () => {
  test('is read with its units, and every kind of failure counts', () => expect(readLoad(printed)).toEqual({ requests: 60000, perSecond: 14962.59, p50: 0.812, p99: 1250, failed: 15 }));
  test('what is not there is no number', () => expect(readLoad('Killed')).toEqual({ requests: NaN, perSecond: NaN, p50: NaN, p99: NaN, failed: 0 }));
});

const load = (perSecond: number, more: Partial<MeasuredLoad> = {}): MeasuredLoad => ({ requests: perSecond * 4, perSecond, p50: 1, p99: 5, failed: 0, cpu: 1e6 / perSecond, foreign: 0.05, ...more });
const measured = (more: Partial<MeasuredGateway> = {}): MeasuredGateway => ({
  peak: { nginx: [load(50_000), load(10_000), load(60_000)], banyan: [load(15_000)], 'fastify-http-proxy': [load(10_000)], 'undici-dispatch': [load(19_000)] },
  half: { direct: [load(7_500, { p50: 0.1, p99: 0.5 })], banyan: [load(7_400, { p50: 0.3, p99: 2 })], nginx: [load(7_500, { p50: 0.2, p99: 1 })], 'undici-dispatch': [load(7_500)] },
  halfRate: 7_500, leftOut: 0, ...more,
});

test('ratios are of medians, what is added is what a direct question does not take', () => {
  const summary = gatewaySummary(measured());
  expect(summary).toMatchObject({ perSecond: { nginx: 50_000, banyan: 15_000 }, ratios: { nginx: 0.3, 'fastify-http-proxy': 1.5, 'undici-dispatch': 0.789 }, addedMs: { p50: 0.2, p99: 1.5 }, failed: 0 });
  expect(missedGates(summary)).toEqual([]);
});

test.each([
  ['too slow beside nginx', { peak: { ...measured().peak, nginx: [load(90_000)] } }, /of nginx, needed 0\.2/],
  ['too slow beside a bare loop', { peak: { ...measured().peak, 'undici-dispatch': [load(21_000)] } }, /of undici-dispatch, needed 0\.75/],
  ['adds too much', { half: { ...measured().half, banyan: [load(7_400, { p50: 0.4 })] } }, /adds 0\.3 ms at p50/],
  ['a figure is missing', { half: { ...measured().half, banyan: [load(7_400, { p99: NaN })] } }, /adds NaN ms at p99/],
  ['a request failed', { half: { ...measured().half, banyan: [load(7_400, { p50: 0.2, failed: 1 })] } }, /1 requests failed/],
  ['measured at another load', { half: { ...measured().half, banyan: [load(3_000, { p50: 0.2 })] } }, /at 3000 requests\/s, not at 7500/],
] as const)('a gate is missed: %s', (_name, change, words) => expect(missedGates(gatewaySummary(measured(change as Partial<MeasuredGateway>))).join('; ')).toMatch(words));
