import { createGateway, type Gateway, type GatewayOptions } from '../../../gateway/create-gateway';
import type { RoutingChange } from '../../../gateway/flags/change-routing';
import { domains } from '../../../contracts/routing';

export type Started = Gateway & { readonly base: string; readonly log: string[]; readonly events: { event: string; [name: string]: unknown }[]; say(...changes: RoutingChange[]): void };

/** A gateway on free ports. Without a control database nothing is known of freshness, hence no guards unless asked for. */
export const startGateway = async (options: Pick<GatewayOptions, 'upstreams'> & Partial<GatewayOptions>): Promise<Started> => {
  const log: string[] = [];
  const events: Started['events'] = [];
  const gateway = await createGateway({
    port: 0, adminPort: 0, host: '127.0.0.1', accessLog: (lines) => log.push(...lines.trimEnd().split('\n')), say: (event, detail) => events.push({ event, ...detail }), ...options,
  });
  const say = (...changes: RoutingChange[]): void => gateway.live.override(...changes.map((change) => ({ change, who: 'test', why: 'test', from: 'file' as const })));
  if (!options.control) say(...domains.map((domain) => ({ action: 'guard' as const, domain, guard: undefined })));
  return { ...gateway, base: `http://127.0.0.1:${gateway.port}`, log, events, say };
};
