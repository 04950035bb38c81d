import type { RequestListener } from 'node:http';
import type { Registry } from 'prom-client';
import type { FreshnessByDomain } from '../../contracts/freshness';
import type { Followed } from '../flags/live-routing';

export interface AdminView {
  readonly registry: Registry;
  current(): Followed;
  isControlReachable(): boolean;
  freshness(): FreshnessByDomain | undefined;
}

/** Answers the operator, on a port of its own: metrics, and what this gateway follows just now. Reads only. */
export function createAdminListener(view: AdminView): RequestListener {
  const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });
  const pages: Readonly<Record<string, () => Promise<{ type: string; body: string }> | { type: string; body: string }>> = {
    '/metrics': async () => ({ type: view.registry.contentType, body: await view.registry.metrics() }),
    '/health': () => json({ status: 'up' }),
    '/routing': () => {
      const { version, routing } = view.current();
      // Who is in the team is nobody's business here.
      return json({ version, routing: { ...routing, team: routing.team.length }, controlReachable: view.isControlReachable(), freshness: view.freshness() ?? null });
    },
  };
  return (request, response) => {
    const page = request.method === 'GET' ? pages[request.url?.split('?')[0] ?? ''] : undefined;
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    Promise.resolve(page()).then(
      ({ type, body }) => void response.writeHead(200, { 'content-type': type }).end(body),
      () => void response.writeHead(500).end());
  };
}
