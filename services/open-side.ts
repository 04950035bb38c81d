import type { FastifyInstance } from 'fastify';
import { databaseOf, type ServicesConfig, type Side } from './config';
import { createService } from './create-service';
import { createMagento } from './magento/create-magento';

/** Makes one side as its settings say, and listens. @returns the app, whose `listeningOrigin` says where. */
export async function openSide(config: ServicesConfig, side: Side): Promise<FastifyInstance> {
  const app = await createSide(config, side);
  await app.listen({ host: config.BANYAN_SERVICE_HOST, port: config.BANYAN_SERVICE_PORTS[side] });
  return app;
}

async function createSide(config: ServicesConfig, side: Side): Promise<FastifyInstance> {
  const { BANYAN_SERVICE_TOKEN: token, BANYAN_SERVICE_CONNECTIONS: connections, BANYAN_SHOP_URL: shop } = config;
  if (side !== 'magento') return createService({ service: side, own: databaseOf(config, side), stores: databaseOf(config, 'store'), token, connections });
  if (!shop) throw new Error('no shop for the Magento stand-in: set BANYAN_SHOP_URL');
  return createMagento({ address: { ...shop, password: shop.password || (config.BANYAN_SHOP_PASSWORD ?? ''), prefix: config.BANYAN_SHOP_PREFIX }, token, connections });
}
