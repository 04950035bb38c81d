import type { Dispatcher } from 'undici';
import type { Domain } from '../../contracts/routing';
import type { Limits } from '../gateway-options';
import type { FailureKind } from '../health/count-failures';
import type { AttemptFailure } from './attempt-failure';
import { createDeadlines } from './deadlines';
import type { Exchange, Fallback } from './exchange';
import { forward, type Way } from './forward';
import { refuse, type Refusal } from './refuse';

/** What answering stands on. */
export interface AnsweringOptions {
  readonly limits: Limits;
  readonly magento: Dispatcher;
  readonly services: ReadonlyMap<Domain, Dispatcher>;
  readonly health: {
    isUp(domain: Domain): boolean;
    failed(domain: Domain, kind: FailureKind, version: number): void;
    succeeded(domain: Domain): void;
  };
  /** Why a read may not go to the service just now, although its flag says so. */
  readonly unfit: (domain: Domain, keys: readonly string[]) => Fallback | undefined;
  /** Magento has taken a write of this visitor. */
  readonly wrote: (keys: readonly string[]) => void;
}

/** Answers a request from the side that was decided, and a read that the service fails from Magento in the same breath. */
export type Answer = (exchange: Exchange) => void;

/** Lays the ways to all upstreams once; a request only takes one. */
export function createAnswer({ limits, magento, services, health, unfit, wrote }: AnsweringOptions): Answer {
  const shared = { bodyLimit: limits.bodyBytes, deadlines: createDeadlines() };
  const toMagento: Way = {
    ...shared, upstream: magento, deadlineMs: limits.magentoMs, heldBytes: 0, failOn5xx: false,
    committed: ({ isRead, keys }, status) => {
      if (!isRead && status < 500) wrote(keys);
    },
    failed: (exchange, failure) => {
      if (exchange.aborted) return;
      // A connection that Magento closed while the request was on its way: reads are asked again, once.
      if (exchange.isRead && exchange.asked === 1 && (failure === 'reset' || failure === 'connect')) askMagento(exchange);
      else refuse(exchange.response, refusals[failure]);
    },
  };
  const askMagento = (exchange: Exchange): void => {
    exchange.answeredBy = 'magento';
    exchange.asked += 1;
    forward(exchange, toMagento);
  };
  const fallBack = (exchange: Exchange, why: Fallback): void => {
    exchange.fallback = why;
    if (!exchange.aborted) askMagento(exchange);
  };
  const reading = (domain: Domain, upstream: Dispatcher): Way => ({
    ...shared, upstream, deadlineMs: limits.serviceMs, heldBytes: limits.heldBytes, failOn5xx: true,
    committed: () => health.succeeded(domain),
    failed: (exchange, failure) => {
      // A read has no body that could be too large.
      const kind = failure === 'too-large' ? 'reset' : failure;
      health.failed(domain, kind, exchange.version);
      fallBack(exchange, kind);
    },
  });
  /** Never sent twice: whether the first one was carried out cannot be known. */
  const writing = (domain: Domain, upstream: Dispatcher): Way => ({
    ...shared, upstream, deadlineMs: limits.magentoMs, heldBytes: 0, failOn5xx: false,
    committed: ({ version }, status) => (status >= 500 ? health.failed(domain, 'status', version) : health.succeeded(domain)),
    failed: (exchange, failure) => {
      if (failure !== 'too-large') health.failed(domain, failure, exchange.version);
      if (!exchange.aborted) refuse(exchange.response, refusals[failure]);
    },
  });
  const waysOf = new Map([...services].map(([domain, upstream]) => [domain, { read: reading(domain, upstream), write: writing(domain, upstream) }]));
  return (exchange) => {
    const { decision, route: { domain }, isRead, keys } = exchange;
    const ways = decision.side === 'service' ? waysOf.get(domain!) : undefined;
    if (!ways) return askMagento(exchange);
    const why = !isRead ? undefined : health.isUp(domain!) ? unfit(domain!, keys) : 'unhealthy';
    if (why) return fallBack(exchange, why);
    exchange.answeredBy = 'service';
    forward(exchange, isRead ? ways.read : ways.write);
  };
}

const refusals: Readonly<Record<AttemptFailure, Refusal>> = {
  connect: { status: 502, says: 'the shop cannot be reached' },
  reset: { status: 502, says: 'the shop broke off its answer' },
  status: { status: 502, says: 'the shop failed' },
  timeout: { status: 504, says: 'the shop did not answer in time' },
  'too-large': { status: 413, says: 'the body is too large' },
};
