import type { FastifyInstance } from 'fastify';
import { BanyanFailure } from '../contracts/failures';
import { listenFault } from '../contracts/listen-fault';
import { domains } from '../contracts/routing';
import { databaseOf, type ServicesConfig, type Side } from './config';
import { createService } from './create-service';
import { createMagento } from './magento/create-magento';
import type { ShadowedBy } from './magento/open-branch';
import { openReads } from './open-reads';

/** Makes one side as its settings say, and listens. @returns the app, whose `listeningOrigin` says where. @throws InvalidInput where it cannot. */
export async function openSide(config: ServicesConfig, side: Side): Promise<FastifyInstance> {
  const app = await createSide(config, side);
  const at = { host: config.BANYAN_SERVICE_HOST, port: config.BANYAN_SERVICE_PORTS[side] };
  try {
    await app.listen(at);
  } catch (error) {
    await app.close();
    throw listenFault(error, { ...at, settings: { host: 'BANYAN_SERVICE_HOST', port: 'BANYAN_SERVICE_PORTS' } });
  }
  return app;
}

async function createSide(config: ServicesConfig, side: Side): Promise<FastifyInstance> {
  const { BANYAN_SERVICE_TOKEN: token, BANYAN_SERVICE_CONNECTIONS: connections, BANYAN_SHOP_URL: shop } = config;
  if (side !== 'magento') return createService({ service: side, own: databaseOf(config, side), stores: databaseOf(config, 'store'), token, connections });
  if (!shop) throw new BanyanFailure('InvalidInput', 'no shop for the Magento stand-in: set BANYAN_SHOP_URL');
  const address = { ...shop, password: shop.password || (config.BANYAN_SHOP_PASSWORD ?? ''), prefix: config.BANYAN_SHOP_PREFIX };
  return createMagento({ address, token, connections, shadow: shadowOf(config) });
}

/** Connections of a comparison to each service's database. */
const besideConnections = 2;

function shadowOf(config: ServicesConfig): ShadowedBy | undefined {
  const share = config.BANYAN_SHOP_SHADOW;
  if (share === 0) return undefined;
  const stores = databaseOf(config, 'store');
  return { share, services: new Map(domains.map((service) => [service, openReads({ service, own: databaseOf(config, service), stores, connections: besideConnections })])) };
}
