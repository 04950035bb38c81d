import { publicReads } from '../../contracts/public-reads';
import { domains, type Domain } from '../../contracts/routing';
import { ownedSegments, shopOnly } from './shop-paths';

/** Where a path belongs. */
export interface Route {
  /** For metrics and the access log, in place of the path, which may hold personal data. */
  readonly name: string;
  readonly domain: Domain | undefined;
  /** The service of the domain can answer a GET of it. */
  readonly readable: boolean;
}

interface Pattern {
  readonly segments: readonly string[];
  readonly route: Route;
}

/** Everything that belongs to no domain: pages, static files, the rest of the API. */
export const otherRoute: Route = { name: 'other', domain: undefined, readable: false };

const unmapped = new Map<string, Route>(domains.flatMap((domain) =>
  ownedSegments[domain].map((segment) => [segment, { name: `${domain}.other`, domain, readable: false }] as const)));

const patterns = new Map<string, Pattern[]>();
for (const domain of domains) {
  for (const [name, pattern] of Object.entries<string>(publicReads[domain])) {
    const segments = pattern.split('/');
    const siblings = patterns.get(segments[0]!) ?? [];
    patterns.set(segments[0]!, siblings);
    siblings.push({ segments, route: { name: `${domain}.${name}`, domain, readable: true } });
    // Words before placeholders: `customers/search` is not a customer called search.
    siblings.sort((left, right) => placeholders(left) - placeholders(right));
  }
}

const ofShopOnly = new Set(shopOnly);

function placeholders({ segments }: Pattern): number {
  return segments.filter((segment) => segment.startsWith(':')).length;
}

/** Magento's REST API, with or without the code of a store view. */
const api = /^\/rest\/(?:[A-Za-z0-9_]+\/)?V1\/(.+)$/;

/** Names of all routes that a service can answer. */
export const readableRoutes: readonly Route[] = [...patterns.values()].flat().map(({ route }) => route);

/** @param path a plain path, see readPath. */
export function matchRoute(path: string): Route {
  const below = api.exec(path)?.[1];
  if (below === undefined) return otherRoute;
  const segments = below.split('/');
  const found = ofShopOnly.has(below) ? undefined : patterns.get(segments[0]!)?.find((pattern) => fits(pattern.segments, segments));
  return found?.route ?? unmapped.get(segments[0]!) ?? otherRoute;
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  if (pattern.length !== segments.length) return false;
  for (let i = 0; i < pattern.length; i++) {
    const wanted = pattern[i]!;
    if (wanted.startsWith(':') ? segments[i] === '' : wanted !== segments[i]) return false;
  }
  return true;
}
