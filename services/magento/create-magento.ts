import type { FastifyInstance } from 'fastify';
import { addReadRoutes } from '../api/add-read-routes';
import { createApp } from '../api/create-app';
import { allReadRoutes } from '../api/read-routes';
import { openShop, type ShopPool } from './open-shop';
import { addWriteRoutes } from './writes/add-write-routes';
import { createShopReads } from './reads/create-reads';

export interface MagentoOptions extends ShopPool {
  readonly token?: string | undefined;
}

/** A stand-in for Magento's REST API over the real tables of a shop. Close it to end its connections. */
export async function createMagento({ token, ...shopPool }: MagentoOptions): Promise<FastifyInstance> {
  const open = await openShop(shopPool);
  const reads = createShopReads(open);
  const app = createApp({ name: 'magento', token, ping: reads.ping });
  addReadRoutes(app, allReadRoutes(), reads);
  addWriteRoutes(app, open, reads);
  app.addHook('onClose', () => open.close());
  return app;
}
