import type { Dispatcher } from 'undici';
import type { Domain } from '../../contracts/routing';
import type { SeenAnswer } from '../../contracts/shadow/compare-answers';
import { createComparer, type ComparerOptions, type ShadowOutcome } from '../../contracts/shadow/shadow-comparer';
import type { LiveRouting } from '../flags/live-routing';
import type { Exchange } from '../proxy/exchange';
import { upstreamHeaders } from '../proxy/upstream-headers';
import { captureAnswer, type Capture } from './capture-answer';
import type { FoundDifference } from './shadow-table';

export interface ShadowOptions extends ComparerOptions {
  readonly live: Pick<LiveRouting, 'current'>;
  /** Pools of the shadow's own: the shoppers' are never touched. */
  readonly magento: Dispatcher;
  readonly services: ReadonlyMap<Domain, Dispatcher>;
  readonly largestBytes: number;
  readonly timeoutMs: number;
  readonly counted: (exchange: Exchange, outcome: ShadowOutcome, isBaseline: boolean) => void;
  readonly found: (differences: readonly FoundDifference[]) => void;
}

export interface Shadow {
  /** Looks at a request before it is answered. It costs a copy of the answer and nothing else. */
  watch(exchange: Exchange): void;
  /** The answer is out. What follows happens beside the shoppers' traffic, within a budget. */
  done(exchange: Exchange): void;
}

/** Shadow comparison at the edge: the side that did not answer is asked too, and both answers are compared. Magento is control. */
export function createShadow(options: ShadowOptions): Shadow {
  const compare = createComparer(options);
  const captures = new WeakMap<Exchange, Capture>();
  return {
    watch: (exchange) => {
      const { route, isRead, takesJson, request } = exchange;
      if (!route.readable || !isRead || !takesJson || request.method !== 'GET' || !options.services.has(route.domain!)) return;
      const { mode, percentage } = options.live.current().routing.shadow[route.domain!];
      if (mode === 'off' || (mode === 'sample' && Math.random() * 100 >= percentage)) return;
      const capture = captureAnswer(options.largestBytes);
      captures.set(exchange, capture);
      exchange.tap = capture;
    },
    done: (exchange) => {
      const capture = exchange.tap && captures.get(exchange);
      if (!capture || exchange.aborted) return;
      const { name: route, domain } = exchange.route;
      // A service that has just failed is not asked again.
      if (exchange.fallback !== undefined) {
        options.counted(exchange, 'skipped', false);
        return;
      }
      const sides = { control: options.magento, candidate: options.services.get(domain!)! };
      compare({
        route, question: exchange.request.url!, by: exchange.answeredBy === 'magento' ? 'control' : 'candidate', answer: capture.seen,
        ask: (side) => askAgain(sides[side], exchange, options),
        counted: (outcome, isBaseline) => options.counted(exchange, outcome, isBaseline),
        found: (differences, request) => options.found(differences.map((difference) => ({ ...difference, route, domain: domain!, request }))),
      });
    },
  };
}

/** Conditions and packing are the caller's own; a comparison wants the whole answer, plain. */
const notAsked = /^(?:if-.*|range|accept-encoding|cache-control|content-length)$/i;

async function askAgain(side: Dispatcher, exchange: Exchange, { timeoutMs, largestBytes }: ShadowOptions): Promise<SeenAnswer> {
  const headers = upstreamHeaders(exchange.request, exchange);
  const kept: string[] = [];
  for (let i = 0; i < headers.length; i += 2) if (!notAsked.test(headers[i]!)) kept.push(headers[i]!, headers[i + 1]!);
  const signal = AbortSignal.timeout(timeoutMs);
  const { statusCode, body } = await side.request({ path: exchange.request.url!, method: 'GET', headers: kept, signal });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBytes * 8) throw new Error('an answer too large to compare');
    chunks.push(chunk);
  }
  return { status: statusCode, body: Buffer.concat(chunks) };
}
