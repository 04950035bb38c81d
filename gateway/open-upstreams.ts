import { Pool, type Dispatcher } from 'undici';
import type { Domain } from '../contracts/routing';
import type { Limits, Upstreams } from './gateway-options';

export interface OpenUpstreams {
  readonly magento: Dispatcher;
  readonly services: ReadonlyMap<Domain, Dispatcher>;
  close(): Promise<void>;
}

/** Shorter than any server keeps an idle connection, so that a request is not sent into one that is just being closed. */
const keepAliveMs = 4_000;

/** A pool of kept-alive connections to one origin. A redirect is an answer like any other: it is the client's to follow. */
export const openPool = (origin: string, { connections, connectMs, idleMs }: { readonly connections: number; readonly connectMs: number; readonly idleMs: number }): Pool =>
  new Pool(origin, {
    connections, pipelining: 1, keepAliveTimeout: keepAliveMs, keepAliveMaxTimeout: keepAliveMs,
    headersTimeout: 0, bodyTimeout: idleMs, maxHeaderSize: 64 * 1024, connect: { timeout: connectMs },
  });

/** Opens the pools of both sides. Nothing is connected until it is used. */
export function openUpstreams({ magento, services }: Upstreams, limits: Limits): OpenUpstreams {
  const shop = openPool(magento, { connections: 512, connectMs: 5_000, idleMs: limits.idleMs });
  const pools = new Map(Object.entries(services).map(([domain, origin]) => [domain as Domain, openPool(origin, { connections: 128, connectMs: limits.serviceMs, idleMs: limits.idleMs })]));
  return {
    magento: shop,
    services: pools,
    close: async () => {
      await Promise.all([shop, ...pools.values()].map((pool) => pool.destroy()));
    },
  };
}
