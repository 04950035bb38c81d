import type { Server } from 'node:http';
import { listenFault, type Listening } from '../contracts/listen-fault';
import { domains } from '../contracts/routing';
import { connectControl, type ControlAddress, type ControlPool } from './flags/connect-control';
import type { Following } from './flags/follow-control';
import { followFile } from './flags/follow-file';
import type { LiveRouting } from './flags/live-routing';
import { openRouting } from './flags/open-routing';
import { disabledMessage } from './flags/routing-table';
import { watchFreshness, type FreshnessWatch } from './freshness/guard-freshness';
import { rememberWrites } from './freshness/own-writes';
import { defaultLimits, type Limits, type Upstreams } from './gateway-options';
import { createFailureCounter, type FailureCounter } from './health/count-failures';
import { probeServices, type Probing } from './health/probe-services';
import { postAlert, type AlertOptions } from './health/send-alerts';
import { createAccessLog } from './observe/access-log';
import { createAdminListener } from './observe/admin-listener';
import { createMetrics, type Metrics } from './observe/metrics';
import type { Say } from './observe/say';
import { openControl } from './open-control';
import { openUpstreams, type OpenUpstreams } from './open-upstreams';
import { createAnswer, type Answer } from './proxy/answer';
import { clientReader } from './proxy/client-address';
import { closeServer, createHttpServer, listen } from './proxy/listen';
import { createListener } from './proxy/serve';
import { openShadow, type OpenShadow } from './shadow/open-shadow';
import { countTraffic, type TrafficCounter } from './traffic/count-traffic';

export interface GatewayOptions {
  readonly upstreams: Upstreams;
  readonly host?: string;
  readonly port: number;
  readonly adminHost?: string;
  readonly adminPort: number;
  readonly limits?: Partial<Limits>;
  /** Hosts that are served; any when empty. */
  readonly hosts?: readonly string[];
  /** Proxies in front of the gateway, whose word on their clients counts. */
  readonly trustedProxies?: readonly string[];
  /** Without one, flags come from the file alone. */
  readonly control?: ControlAddress;
  readonly flagsFile?: string;
  /** Keeps the routing across a restart. */
  readonly cacheFile?: string;
  readonly alerts?: AlertOptions;
  /** How long a difference between both sides is given to be mere lag. */
  readonly shadowRecheckMs?: number;
  /** Takes lines of the access log. */
  readonly accessLog: (lines: string) => void;
  readonly say: Say;
}

export interface Gateway {
  readonly port: number;
  readonly adminPort: number;
  readonly live: LiveRouting;
  /** Sends everything to Magento at once, here, and through the table everywhere. */
  kill(who: string, why: string): void;
  /** Takes no new connections, finishes what is in hand, and ends. */
  close(): Promise<void>;
}

/** Starts a gateway: it answers from when this resolves. */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const parts = createParts(options);
  const { live, limits, metrics } = parts;
  const following = options.control && parts.pool ? await followTable(options, parts, parts.pool) : undefined;
  parts.hearFrom(following);
  const stopFile = options.flagsFile === undefined ? undefined : followFile({ path: options.flagsFile, live, pool: parts.pool, complain: parts.complain });
  const accessLog = createAccessLog(options.accessLog);
  const listener = createListener({
    limits, live,
    hosts: new Set((options.hosts ?? []).map((name) => name.toLowerCase())),
    readClient: clientReader(options.trustedProxies ?? []),
    answer: parts.answer,
    decided: parts.shadow.watch,
    done: (exchange) => {
      parts.shadow.done(exchange);
      const ms = performance.now() - exchange.startedAt;
      metrics.observe(exchange, ms / 1000);
      parts.traffic.observe(exchange, ms);
      accessLog.write(exchange, ms);
    },
    refused: metrics.refused,
  });
  const server = createHttpServer(listener, limits, metrics.refused);
  const admin = createHttpServer(createAdminListener({
    registry: metrics.registry, current: live.current, isControlReachable: parts.isControlReachable, freshness: parts.freshness.latest,
  }), limits, () => undefined);
  const close = async (): Promise<void> => {
    await closeServer(server);
    await closeAll(parts, { admin, stopFile, following });
    accessLog.close();
  };
  try {
    const { port, adminPort } = await listenTwice({ server, admin }, options);
    return { port, adminPort, live, kill: (who, why) => live.override({ change: { action: 'kill' }, who, why, from: 'gateway' }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** For shoppers and for the operator. @returns both ports. @throws InvalidInput when one of them cannot be had. */
async function listenTwice({ server, admin }: { server: Server; admin: Server }, options: GatewayOptions): Promise<{ port: number; adminPort: number }> {
  const { port, host = '0.0.0.0', adminPort, adminHost = '127.0.0.1' } = options;
  const refused = (at: Listening) => (error: unknown): never => {
    throw listenFault(error, at);
  };
  return {
    port: await listen(server, port, host).catch(refused({ port, host, settings: { host: 'BANYAN_GATEWAY_HOST', port: 'BANYAN_GATEWAY_PORT' } })),
    adminPort: await listen(admin, adminPort, adminHost).catch(refused({ port: adminPort, host: adminHost, settings: { host: 'BANYAN_GATEWAY_ADMIN_HOST', port: 'BANYAN_GATEWAY_ADMIN_PORT' } })),
  };
}

/** What a gateway is made of, before it is connected to anything. */
interface Parts {
  readonly limits: Limits;
  readonly live: LiveRouting;
  readonly stored: () => Promise<void>;
  readonly pool: ControlPool | undefined;
  readonly freshness: FreshnessWatch;
  readonly failures: FailureCounter;
  readonly metrics: Metrics;
  readonly traffic: TrafficCounter;
  readonly upstreams: OpenUpstreams;
  readonly probing: Probing;
  readonly shadow: OpenShadow;
  readonly answer: Answer;
  readonly complain: (error: Error) => void;
  readonly isControlReachable: () => boolean;
  readonly hearFrom: (following: Following | undefined) => void;
}

function createParts(options: GatewayOptions): Parts {
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const complain = (error: Error): void => options.say('trouble', { message: error.message });
  const { live, stored } = openRouting(options.cacheFile, complain);
  const pool = options.control && connectControl(options.control);
  const freshness = watchFreshness();
  let following: Following | undefined;
  const isControlReachable = (): boolean => following?.isReachable() ?? false;
  const metrics = createMetrics(domains, { live, isControlReachable, freshness: freshness.latest });
  const traffic = countTraffic(pool, complain);
  const upstreams = openUpstreams(options.upstreams, limits);
  const failures = createFailureCounter({
    live, pool,
    disabled: (domain, why) => {
      metrics.autoDisabled(domain);
      options.say('flag switched off', { flag: `${domain}_read`, why });
      // Else the table holds the alert, and whoever reads it there sends it.
      if (!isControlReachable() && options.alerts) postAlert(options.alerts, disabledMessage(`${domain}_read`, why)).catch(complain);
    },
  });
  const probing = probeServices({ services: upstreams.services, live, failures, everyMs: 1_000, timeoutMs: 1_000 });
  const shadow = openShadow({ upstreams: options.upstreams, live, metrics, pool, recheckMs: options.shadowRecheckMs });
  const ownWrites = rememberWrites();
  const answer = createAnswer({
    limits, magento: upstreams.magento, services: upstreams.services,
    health: { isUp: probing.isUp, succeeded: failures.succeeded, failed: failures.failed },
    unfit: (domain, keys) => {
      if (ownWrites.mayMiss(keys, freshness.appliedUntil(domain))) return 'own-write';
      const guard = live.current().routing.guards[domain];
      return guard && freshness.unfit(domain, guard) ? 'stale' : undefined;
    },
    wrote: ownWrites.wrote,
  });
  return { limits, live, stored, pool, freshness, failures, metrics, traffic, upstreams, probing, shadow, answer, complain, isControlReachable, hearFrom: (found) => { following = found; } };
}

const followTable = (options: GatewayOptions, { live, freshness, failures, metrics, complain }: Parts, pool: ControlPool): Promise<Following> => openControl({
  address: options.control!, pool, live, alerts: options.alerts, complain,
  tasks: [freshness.refresh, failures.listen],
  lost: (error) => {
    metrics.controlLost();
    options.say('control database lost', { message: error.message });
  },
});

interface Running {
  readonly admin: Server;
  readonly stopFile: (() => Promise<void>) | undefined;
  readonly following: Following | undefined;
}

async function closeAll(parts: Parts, { admin, stopFile, following }: Running): Promise<void> {
  parts.probing.stop();
  await stopFile?.();
  await following?.stop();
  await closeServer(admin);
  await parts.shadow.close();
  await parts.upstreams.close();
  await parts.traffic.close();
  await parts.pool?.end();
  parts.live.close();
  await parts.stored();
}
