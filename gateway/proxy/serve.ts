import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { takesJson } from '../decide/takes-json';
import { visitorKeys } from '../decide/visitor-keys';
import { decideSide, type Decision, type Visitor } from '../decide/decide-side';
import type { Followed, LiveRouting } from '../flags/live-routing';
import type { Limits } from '../gateway-options';
import { matchRoute, type Route } from '../routes/match-route';
import { readPath } from '../routes/read-path';
import type { Answer } from './answer';
import { checkRequest } from './check-request';
import type { ReadClient } from './client-address';
import type { Exchange } from './exchange';
import { refuse, type Refusal } from './refuse';
import { hasBody } from './request-body';
import { traceParent } from './trace-context';

/** What serving stands on. */
export interface Serving {
  readonly limits: Limits;
  /** Hosts that are served, in lower case without port; empty: any. */
  readonly hosts: ReadonlySet<string>;
  readonly readClient: ReadClient;
  readonly live: LiveRouting;
  readonly answer: Answer;
  /** Sees every exchange that was decided, before it is answered. */
  readonly decided: (exchange: Exchange) => void;
  /** Sees every exchange when its answer is out, or its client gone. */
  readonly done: (exchange: Exchange) => void;
  readonly refused: (status: number) => void;
}

const ambiguousRoute: Route = { name: 'ambiguous', domain: undefined, readable: false };

/** The way of a request through the gateway: checked, routed, decided, answered. */
export function createListener(serving: Serving): RequestListener {
  let inFlight = 0;
  return (request, response) => {
    const refusal = checkRequest(request, serving.limits, serving.hosts);
    const reading = refusal ? undefined : readPath(request.url!);
    const wrong: Refusal | undefined = refusal
      ?? (reading?.kind === 'refused' ? { status: 400, says: reading.why } : undefined)
      ?? (inFlight >= serving.limits.inFlight ? { status: 503, says: 'too many requests in hand', retryAfterSeconds: 1 } : undefined);
    if (wrong) {
      serving.refused(wrong.status);
      refuse(response, wrong);
      return;
    }
    if (request.headers.expect !== undefined && request.httpVersion === '1.1') response.writeContinue();
    const path = reading?.kind === 'plain' ? reading.path : '';
    const exchange = open(serving, { request, response, path });
    inFlight++;
    response.on('close', () => {
      inFlight--;
      if (!response.writableFinished) {
        exchange.aborted = true;
        exchange.run?.abandon();
      }
      serving.done(exchange);
    });
    proceed(serving, exchange);
  };
}

interface Arrival {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Empty when it can be read in more than one way. */
  readonly path: string;
}

const undecided: Decision = { side: 'magento', cohort: 'everyone', reason: 'unmapped' };

function open({ readClient }: Serving, { request, response, path }: Arrival): Exchange {
  const client = readClient(request);
  const bodied = hasBody(request);
  const route = path === '' ? ambiguousRoute : matchRoute(path);
  return {
    request, response, client, route,
    keys: visitorKeys({ path, domain: route.domain, headers: request.headers, address: client.address }),
    isRead: (request.method === 'GET' || request.method === 'HEAD') && !bodied,
    hasBody: bodied,
    takesJson: takesJson(request.headers.accept),
    traceparent: traceParent(request.headers.traceparent),
    startedAt: performance.now(),
    decision: undecided,
    version: 0,
    answeredBy: 'magento',
    fallback: undefined,
    asked: 0,
    bytesOut: 0,
    aborted: false,
    run: undefined,
    tap: undefined,
  };
}

/** Decides by the routing in force. Whoever a change is about to move waits until every gateway has made it. */
function proceed(serving: Serving, exchange: Exchange): void {
  const { live } = serving;
  const visitor: Visitor = { key: exchange.keys[0]!, route: exchange.route, isRead: exchange.isRead, takesJson: exchange.takesJson };
  const now = decide(live.current(), visitor);
  const next = live.upcoming();
  if (next && decide(next, visitor).side !== now.side) {
    live.afterSwitch(() => {
      if (!exchange.aborted) proceed(serving, exchange);
    });
    return;
  }
  exchange.decision = now;
  exchange.version = live.current().version;
  serving.decided(exchange);
  serving.answer(exchange);
}

const decide = ({ routing, team }: Followed, visitor: Visitor): Decision => decideSide(routing, team, visitor);
