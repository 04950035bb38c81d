import { domains, type Domain } from '../../contracts/routing';
import type { Exchange } from '../proxy/exchange';
import { methods } from '../proxy/check-request';
import { Latencies } from './gathered-histogram';

/** Requests that are alike in everything that is counted. */
export interface Tally {
  readonly labels: { readonly domain: string; readonly side: string; readonly cohort: string; readonly method: string; readonly status: number };
  requests: number;
  readonly latencies: Latencies;
}

export interface RequestTallies {
  of(exchange: Exchange): Tally;
  all(): Iterable<Tally>;
  latencies(): Iterable<Latencies>;
}

const numbered = (words: readonly string[]): ReadonlyMap<string, number> => new Map(words.map((word, index) => [word, index]));
const domainNumbers = numbered([...domains, 'other']);
const methodNumbers = numbered([...methods]);
const statuses = 1_000;

/** Finds what a request is counted in by one number: names would have to be put together for each. @param bounds of latencies, in seconds. */
export function createRequestTallies(bounds: readonly number[]): RequestTallies {
  const tallies = new Map<number, Tally>();
  const latencies = new Map<number, Latencies>();
  const create = (exchange: Exchange, group: number): Tally => {
    const { route, answeredBy: side, decision: { cohort }, request, response } = exchange;
    const domain = route.domain ?? 'other';
    let held = latencies.get(group);
    if (!held) latencies.set(group, (held = new Latencies(bounds, { domain, side, cohort })));
    return { labels: { domain, side, cohort, method: request.method!, status: response.statusCode }, requests: 0, latencies: held };
  };
  return {
    of: (exchange) => {
      const { route, answeredBy, decision, request, response } = exchange;
      const group = (domainOf(route.domain) * 2 + (answeredBy === 'magento' ? 0 : 1)) * 2 + (decision.cohort === 'team' ? 0 : 1);
      const key = (group * methodNumbers.size + (methodNumbers.get(request.method!) ?? 0)) * statuses + response.statusCode;
      let tally = tallies.get(key);
      if (!tally) tallies.set(key, (tally = create(exchange, group)));
      return tally;
    },
    all: () => tallies.values(),
    latencies: () => latencies.values(),
  };
}

const domainOf = (domain: Domain | undefined): number => domainNumbers.get(domain ?? 'other')!;
