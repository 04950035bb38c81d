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

/** Everything that belongs to no domain: pages, static files, the rest of the API. */
export const otherRoute: Route = { name: 'other', domain: undefined, readable: false };

const unmapped = new Map<string, Route>(domains.flatMap((domain) =>
  ownedSegments[domain].map((segment) => [segment, { name: `${domain}.other`, domain, readable: false }] as const)));

/** Paths that are words alone, such as `customers/search`, and first words of those that end in a key, such as `products/:key`. */
const byWords = new Map<string, Route>();
const byKey = new Map<string, Route>();
for (const domain of domains) {
  for (const [name, pattern] of Object.entries<string>(publicReads[domain])) {
    const [first = '', second, ...more] = pattern.split('/');
    if (more.length > 0 || first.startsWith(':')) throw new Error(`no route can be found for ${pattern}`);
    const route: Route = { name: `${domain}.${name}`, domain, readable: true };
    if (second?.startsWith(':')) byKey.set(first, route);
    else byWords.set(pattern, route);
  }
}

const ofShopOnly = new Set(shopOnly);

/** @param path a plain path, see readPath. */
export function matchRoute(path: string): Route {
  const below = belowApi(path);
  if (below === '') return otherRoute;
  const slash = below.indexOf('/');
  const first = slash < 0 ? below : below.slice(0, slash);
  if (!ofShopOnly.has(below)) {
    // Words before keys: `customers/search` is not a customer called search.
    const found = byWords.get(below) ?? (slash > 0 && slash < below.length - 1 && below.indexOf('/', slash + 1) < 0 ? byKey.get(first) : undefined);
    if (found) return found;
  }
  return unmapped.get(first) ?? otherRoute;
}

const api = '/rest/';
const version = 'V1/';
const storeCode = /^[A-Za-z0-9_]+$/;

/** What stands below Magento's REST API, with or without the code of a store view; an empty text elsewhere. */
function belowApi(path: string): string {
  if (!path.startsWith(api)) return '';
  if (path.startsWith(version, api.length)) return path.slice(api.length + version.length);
  const slash = path.indexOf('/', api.length);
  if (slash < 0 || !path.startsWith(version, slash + 1) || !storeCode.test(path.slice(api.length, slash))) return '';
  return path.slice(slash + 1 + version.length);
}
