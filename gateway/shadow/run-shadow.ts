import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import type { Domain } from '../../contracts/routing';
import type { LiveRouting } from '../flags/live-routing';
import type { ShadowOutcome } from '../observe/metrics';
import type { Exchange } from '../proxy/exchange';
import { upstreamHeaders } from '../proxy/upstream-headers';
import { createBudget, type BudgetOptions } from './budget';
import { captureAnswer, type Capture } from './capture-answer';
import { compareAnswers, type Difference, type SeenAnswer } from './compare-answers';
import { rulesOf } from './route-rules';
import type { FoundDifference } from './shadow-table';

export interface ShadowOptions {
  readonly live: Pick<LiveRouting, 'current'>;
  /** Pools of the shadow's own: the shoppers' are never touched. */
  readonly magento: Dispatcher;
  readonly services: ReadonlyMap<Domain, Dispatcher>;
  readonly budget: BudgetOptions;
  readonly largestBytes: number;
  readonly timeoutMs: number;
  /** How long a difference is given to be mere lag before it is looked at again. */
  readonly recheckMs: number;
  /** One in so many comparisons also asks control twice. */
  readonly baselineEvery: number;
  readonly counted: (exchange: Exchange, outcome: ShadowOutcome, isBaseline: boolean) => void;
  readonly found: (differences: readonly FoundDifference[]) => void;
}

export interface Shadow {
  /** Looks at a request before it is answered. It costs a copy of the answer and nothing else. */
  watch(exchange: Exchange): void;
  /** The answer is out. What follows happens beside the shoppers' traffic, within a budget. */
  done(exchange: Exchange): void;
}

/**
 * Shadow comparison at the edge: the side that did not answer is asked too, and both answers are compared. Magento is
 * control. Differences that a second look no longer shows were lag; those that control has with itself are noise.
 */
export function createShadow(options: ShadowOptions): Shadow {
  const key = randomBytes(32);
  const budget = createBudget(options.budget);
  let comparisons = 0;
  const captures = new WeakMap<Exchange, Capture>();
  return {
    watch: (exchange) => {
      const { route, isRead, request } = exchange;
      if (!route.readable || !isRead || request.method !== 'GET' || !options.services.has(route.domain!)) return;
      const { mode, percentage } = options.live.current().routing.shadow[route.domain!];
      if (mode === 'off' || (mode === 'sample' && Math.random() * 100 >= percentage)) return;
      const capture = captureAnswer(options.largestBytes);
      captures.set(exchange, capture);
      exchange.tap = capture;
    },
    done: (exchange) => {
      const capture = captures.get(exchange);
      if (!capture || exchange.aborted) return;
      const count = (outcome: ShadowOutcome, isBaseline = false): void => options.counted(exchange, outcome, isBaseline);
      // A service that has just failed is not asked again.
      const spent = exchange.fallback !== undefined || !budget.run(async () => {
        const isBaseline = comparisons++ % options.baselineEvery === 0;
        count(await judge({ options, key, exchange, capture, isBaseline }), isBaseline);
      }, () => count('failed'));
      if (spent) count('skipped');
    },
  };
}

interface Case {
  readonly options: ShadowOptions;
  readonly key: Buffer;
  readonly exchange: Exchange;
  readonly capture: Capture;
  readonly isBaseline: boolean;
}

async function judge({ options, key, exchange, capture, isBaseline }: Case): Promise<ShadowOutcome> {
  const answered = await capture.seen();
  if (!answered) return 'skipped';
  const { domain, name: route } = exchange.route;
  const [magento, service] = [options.magento, options.services.get(domain!)!];
  const comparing = { rules: rulesOf(route), key };
  const ask = (side: Dispatcher): Promise<SeenAnswer> => askAgain(side, exchange, options);
  const [control, candidate] = exchange.answeredBy === 'magento' ? [answered, await ask(service)] : [await ask(magento), answered];
  const differences = compareAnswers(control, candidate, comparing);
  if (differences.length === 0 && !isBaseline) return 'match';
  if (differences.length > 0) await wait(options.recheckMs);
  const again = await ask(magento);
  const noise = pathsOf(compareAnswers(control, again, comparing));
  if (differences.length === 0) return noise.size > 0 ? 'noise' : 'match';
  const still = pathsOf(compareAnswers(again, await ask(service), comparing));
  const real = differences.filter(({ path }) => still.has(path) && !noise.has(path));
  if (real.length === 0) return noise.size > 0 ? 'noise' : 'match';
  const request = createHmac('sha256', key).update(exchange.request.url!).digest('base64url').slice(0, 22);
  options.found(real.map((difference) => ({ ...difference, route, domain: domain!, request })));
  return 'mismatch';
}

const pathsOf = (differences: readonly Difference[]): ReadonlySet<string> => new Set(differences.map(({ path }) => path));

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
