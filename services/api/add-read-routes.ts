import type { FastifyInstance, FastifyRequest } from 'fastify';
import { badRequest, noSuchEntity } from './api-fault';
import { fieldIs, parseCriteria, showCriteria } from './criteria';
import type { ReadRoute } from './read-routes';
import type { Reads } from './reads';

/** Answers routes from one side. Both `/rest/V1` (the default store view) and `/rest/<store code>/V1` are served. */
export function addReadRoutes(app: FastifyInstance, routes: readonly ReadRoute[], reads: Reads): void {
  for (const route of routes) {
    const answer = route.by === undefined ? listOf(route, reads) : oneOf(route, reads);
    app.get(`/rest${route.path}`, answer);
    app.get(`/rest/:store${route.path}`, answer);
  }
}

type Params = { readonly store?: string; readonly key?: string };

function oneOf({ name: route, resource, by = resource.id }: ReadRoute, reads: Reads) {
  return async (request: FastifyRequest): Promise<unknown> => {
    const { key = '' } = request.params as Params;
    // What cannot be a key is not there; Magento answers so too.
    if (resource.fields[by] === 'integer' && !/^\d{1,18}$/.test(key)) throw noSuchEntity();
    const { aggregates } = await reads.read({ route, resource, criteria: fieldIs(by, key), storeId: await storeOf(request, reads), count: false });
    const [found] = aggregates;
    if (!found) throw noSuchEntity();
    return resource.present(found);
  };
}

function listOf({ name: route, resource }: ReadRoute, reads: Reads) {
  return async (request: FastifyRequest): Promise<unknown> => {
    const criteria = parseCriteria(new URL(request.url, 'http://shop').searchParams);
    const { aggregates, total } = await reads.read({ route, resource, criteria, storeId: await storeOf(request, reads), count: true });
    return { items: aggregates.map(resource.present), search_criteria: showCriteria(criteria), total_count: total };
  };
}

/** The store view that a request asks in. @throws ApiFault 400 when there is none of that code. */
export async function storeOf(request: FastifyRequest, reads: Pick<Reads, 'storeId'>): Promise<string> {
  const id = await reads.storeId((request.params as Params).store);
  if (id === undefined) throw badRequest('The store that was requested wasn\'t found. Verify the store and try again.');
  return id;
}
