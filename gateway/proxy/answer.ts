import type { Dispatcher } from 'undici';
import type { Domain } from '../../contracts/routing';
import type { Limits } from '../gateway-options';
import type { FailureKind } from '../health/count-failures';
import type { Exchange, Fallback } from './exchange';
import { forward, type AttemptFailure } from './forward';
import { refuse, type Refusal } from './refuse';

/** What answering stands on. */
export interface Answering {
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
export function answer(exchange: Exchange, answering: Answering): void {
  const { decision, route, isRead, keys } = exchange;
  const service = decision.side === 'service' ? answering.services.get(route.domain!) : undefined;
  if (!service) return askMagento(exchange, answering);
  if (!isRead) return writeToService(exchange, answering, service);
  const unfit = answering.health.isUp(route.domain!) ? answering.unfit(route.domain!, keys) : 'unhealthy';
  if (unfit) return fallBack(exchange, answering, unfit);
  readFromService(exchange, answering, service);
}

function readFromService(exchange: Exchange, answering: Answering, service: Dispatcher): void {
  const { limits, health } = answering;
  const domain = exchange.route.domain!;
  exchange.answeredBy = 'service';
  forward(exchange, {
    upstream: service, deadlineMs: limits.serviceMs, heldBytes: limits.heldBytes, failOn5xx: true, bodyLimit: limits.bodyBytes,
    committed: () => health.succeeded(domain),
    failed: (failure) => {
      // A read has no body that could be too large.
      const kind = failure === 'too-large' ? 'reset' : failure;
      health.failed(domain, kind, exchange.version);
      fallBack(exchange, answering, kind);
    },
  });
}

function fallBack(exchange: Exchange, answering: Answering, why: Fallback): void {
  exchange.fallback = why;
  if (!exchange.aborted) askMagento(exchange, answering);
}

/** Never sent twice: whether the first one was carried out cannot be known. */
function writeToService(exchange: Exchange, { limits, health }: Answering, service: Dispatcher): void {
  const domain = exchange.route.domain!;
  exchange.answeredBy = 'service';
  forward(exchange, {
    upstream: service, deadlineMs: limits.magentoMs, heldBytes: 0, failOn5xx: false, bodyLimit: limits.bodyBytes,
    committed: (status) => (status >= 500 ? health.failed(domain, 'status', exchange.version) : health.succeeded(domain)),
    failed: (failure) => {
      if (failure !== 'too-large') health.failed(domain, failure, exchange.version);
      giveUp(exchange, failure);
    },
  });
}

function askMagento(exchange: Exchange, answering: Answering, attempt = 1): void {
  const { limits } = answering;
  exchange.answeredBy = 'magento';
  forward(exchange, {
    upstream: answering.magento, deadlineMs: limits.magentoMs, heldBytes: 0, failOn5xx: false, bodyLimit: limits.bodyBytes,
    committed: (status) => {
      if (!exchange.isRead && status < 500) answering.wrote(exchange.keys);
    },
    failed: (failure) => {
      if (exchange.aborted) return;
      // A connection that Magento closed while the request was on its way: reads are asked again, once.
      if (exchange.isRead && attempt === 1 && (failure === 'reset' || failure === 'connect')) askMagento(exchange, answering, 2);
      else giveUp(exchange, failure);
    },
  });
}

const refusals: Readonly<Record<AttemptFailure, Refusal>> = {
  connect: { status: 502, says: 'the shop cannot be reached' },
  reset: { status: 502, says: 'the shop broke off its answer' },
  status: { status: 502, says: 'the shop failed' },
  timeout: { status: 504, says: 'the shop did not answer in time' },
  'too-large': { status: 413, says: 'the body is too large' },
};

function giveUp({ response, aborted }: Exchange, failure: AttemptFailure): void {
  if (!aborted) refuse(response, refusals[failure]);
}
