import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { FreshnessByDomain } from '../../contracts/freshness';
import type { Domain } from '../../contracts/routing';
import type { LiveRouting } from '../flags/live-routing';
import type { Exchange } from '../proxy/exchange';

/** The numbers of one gateway, for Prometheus. Labels are names out of fixed sets; nothing of a request is in them. */
export interface Metrics {
  readonly registry: Registry;
  observe(exchange: Exchange, seconds: number): void;
  refused(status: number): void;
  autoDisabled(domain: Domain): void;
  shadowed(domain: Domain, outcome: ShadowOutcome): void;
  controlLost(): void;
}

export type ShadowOutcome = 'match' | 'mismatch' | 'noise' | 'skipped' | 'failed';

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
  const requests = counter('banyan_gateway_requests_total', 'Requests answered', ['domain', 'side', 'cohort', 'method', 'status']);
  const fallbacks = counter('banyan_gateway_fallbacks_total', 'Reads meant for a service and answered by Magento', ['domain', 'reason']);
  const refusals = counter('banyan_gateway_refused_total', 'Requests answered by the gateway itself', ['status']);
  const aborts = counter('banyan_gateway_aborted_total', 'Requests whose client went away', ['domain', 'side']);
  const disables = counter('banyan_gateway_auto_disables_total', 'Flags switched off by failures, by this gateway', ['domain']);
  const shadows = counter('banyan_gateway_shadow_total', 'Reads compared with the other side', ['domain', 'outcome']);
  const lost = counter('banyan_gateway_control_lost_total', 'Times the control database went away', []);
  const durations = new Histogram({
    name: 'http_request_duration_seconds', help: 'From the first byte of a request to the last of its answer',
    labelNames: ['domain', 'side', 'cohort'], buckets, registers,
  });
  gauges(registers, domains, readings);
  // Looking a label set up costs more than counting does.
  const children = new Map<string, { readonly request: { inc(): void }; readonly duration: { observe(seconds: number): void } }>();
  return {
    registry,
    observe: ({ route, answeredBy: side, decision: { cohort }, request, response, fallback, aborted }, seconds) => {
      const domain = route.domain ?? 'other';
      const method = request.method!;
      const status = response.statusCode;
      const key = `${domain} ${side} ${cohort} ${method} ${status}`;
      let child = children.get(key);
      if (!child) children.set(key, (child = { request: requests.labels(domain, side, cohort, method, String(status)), duration: durations.labels(domain, side, cohort) }));
      if (aborted) {
        aborts.inc({ domain, side });
        return;
      }
      child.request.inc();
      child.duration.observe(seconds);
      if (fallback) fallbacks.inc({ domain, reason: fallback });
    },
    refused: (status) => refusals.inc({ status }),
    autoDisabled: (domain) => disables.inc({ domain }),
    shadowed: (domain, outcome) => shadows.inc({ domain, outcome }),
    controlLost: () => lost.inc(),
  };
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
