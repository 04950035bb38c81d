import type { FastifyInstance } from 'fastify';
import { addReadRoutes } from '../api/add-read-routes';
import { createApp } from '../api/create-app';
import { allReadRoutes } from '../api/read-routes';
import { openShop, type ShopPool } from './open-shop';
import { addWriteRoutes } from './writes/add-write-routes';
import { createShopReads } from './reads/create-reads';
import { openBranch, type ShadowedBy } from './open-branch';

export interface MagentoOptions extends ShopPool {
  readonly token?: string | undefined;
  /** Compares its reads with those of the services, in code. */
  readonly shadow?: ShadowedBy | undefined;
}

/** A stand-in for Magento's REST API over the real tables of a shop. Close it to end its connections. */
export async function createMagento({ token, shadow, ...shopPool }: MagentoOptions): Promise<FastifyInstance> {
  const open = await openShop(shopPool);
  const own = createShopReads(open);
  const branch = shadow && openBranch(own, { shop: { address: shopPool.address, shop: open.shop }, shadow });
  const reads = branch?.reads ?? own;
  const app = createApp({ name: 'magento', token, ping: reads.ping });
  addReadRoutes(app, allReadRoutes(), reads);
  addWriteRoutes(app, open, reads);
  if (branch) app.get('/shadow', () => branch.report.routes());
  app.addHook('onClose', async () => {
    await branch?.close();
    await open.close();
  });
  return app;
}
