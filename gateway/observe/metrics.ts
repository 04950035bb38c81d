import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { FreshnessByDomain } from '../../contracts/freshness';
import type { Domain } from '../../contracts/routing';
import type { ShadowOutcome } from '../../contracts/shadow/shadow-comparer';
import type { LiveRouting } from '../flags/live-routing';
import type { Exchange } from '../proxy/exchange';
import { GatheredHistogram } from './gathered-histogram';
import { createRequestTallies, type RequestTallies } from './request-tallies';

/** The numbers of one gateway, for Prometheus. Labels are names out of fixed sets; nothing of a request is in them. */
export interface Metrics {
  readonly registry: Registry;
  observe(exchange: Exchange, seconds: number): void;
  refused(status: number): void;
  autoDisabled(domain: Domain): void;
  shadowed(exchange: Exchange, outcome: ShadowOutcome): void;
  controlLost(): void;
}

/** What gauges show, read when somebody asks. */
export interface Readings {
  readonly live: Pick<LiveRouting, 'current'>;
  isControlReachable(): boolean;
  freshness(): FreshnessByDomain | undefined;
}

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 5, 15, 60];

export function createMetrics(domains: readonly Domain[], readings: Readings): Metrics {
  const registers = [new Registry()];
  const registry = registers[0]!;
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> => new Counter({ name, help, labelNames, registers });
  const tallies = createRequestTallies(buckets);
  countRequests(registers, tallies);
  const fallbacks = counter('banyan_gateway_fallbacks_total', 'Reads meant for a service and answered by Magento', ['domain', 'cohort', 'reason']);
  const refusals = counter('banyan_gateway_refused_total', 'Requests answered by the gateway itself', ['status']);
  const aborts = counter('banyan_gateway_aborted_total', 'Requests whose client went away', ['domain', 'side']);
  const disables = counter('banyan_gateway_auto_disables_total', 'Flags switched off by failures, by this gateway', ['domain']);
  const shadows = counter('banyan_gateway_shadow_total', 'Reads compared with the other side', ['domain', 'side', 'cohort', 'outcome']);
  const lost = counter('banyan_gateway_control_lost_total', 'Times the control database went away', []);
  gauges(registers, domains, readings);
  return {
    registry,
    observe: (exchange, seconds) => {
      const { route: { domain = 'other' }, answeredBy: side, decision: { cohort }, fallback, aborted } = exchange;
      if (aborted) {
        aborts.inc({ domain, side });
        return;
      }
      const tally = tallies.of(exchange);
      tally.requests += 1;
      tally.latencies.observe(seconds);
      if (fallback) fallbacks.inc({ domain, cohort, reason: fallback });
    },
    refused: (status) => refusals.inc({ status }),
    autoDisabled: (domain) => disables.inc({ domain }),
    shadowed: ({ route: { domain }, answeredBy: side, decision: { cohort } }, outcome) => shadows.inc({ domain: domain ?? 'other', side, cohort, outcome }),
    controlLost: () => lost.inc(),
  };
}

/** Told to Prometheus when it asks, not when they happen. */
function countRequests(registers: Registry[], tallies: RequestTallies): void {
  new Counter({
    name: 'banyan_gateway_requests_total', help: 'Requests answered', labelNames: ['domain', 'side', 'cohort', 'method', 'status'], registers,
    collect() {
      this.reset();
      for (const { labels, requests } of tallies.all()) this.inc(labels, requests);
    },
  });
  new GatheredHistogram({
    name: 'http_request_duration_seconds', help: 'From the first byte of a request to the last of its answer', labelNames: ['domain', 'side', 'cohort'], buckets: [...buckets], registers,
  }, tallies.latencies);
}

function gauges(registers: Registry[], domains: readonly Domain[], readings: Readings): void {
  new Gauge({ name: 'banyan_gateway_routing_version', help: 'Version of the routing in force', registers, collect() { this.set(readings.live.current().version); } });
  new Gauge({ name: 'banyan_gateway_control_reachable', help: '1 while the control database answers', registers, collect() { this.set(readings.isControlReachable() ? 1 : 0); } });
  new Gauge({
    name: 'banyan_gateway_flag_percentage', help: 'Percentage of everyone that goes to the service', labelNames: ['flag'], registers,
    collect() {
      const { killed, flags } = readings.live.current().routing;
      for (const [flag, { everyone, disabled }] of Object.entries(flags)) this.set({ flag }, killed || disabled ? 0 : everyone);
    },
  });
  new Gauge({
    name: 'banyan_gateway_service_lag_seconds', help: 'How far a domain is behind the shop; absent while unknown', labelNames: ['domain'], registers,
    collect() {
      this.reset();
      for (const domain of domains) {
        const lag = readings.freshness()?.[domain].lagMs;
        if (lag !== undefined) this.set({ domain }, lag / 1000);
      }
    },
  });
}
