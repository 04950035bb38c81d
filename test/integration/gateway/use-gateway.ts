import type { Limits } from '../../../gateway/gateway-options';
import { startGateway, type Started } from './start-gateway';
import { startUpstream, type Upstream } from './upstream';

/** A gateway that reads the catalog from its service, before a shop and a service that note what they receive. */
export interface Stand {
  readonly magento: Upstream;
  readonly catalog: Upstream;
  readonly gateway: Started;
}

/** Starts one for all tests of a file; between tests the two forget what they received and what they were told to answer. */
export function useGateway(limits: Partial<Limits>): Stand {
  const stand = {} as { -readonly [K in keyof Stand]: Stand[K] };
  beforeAll(async () => {
    stand.magento = await startUpstream('magento');
    stand.catalog = await startUpstream('catalog');
    stand.gateway = await startGateway({ upstreams: { magento: stand.magento.origin, services: { catalog: stand.catalog.origin } }, limits });
    stand.gateway.say({ action: 'set', flag: 'catalog_read', everyone: 100 });
  });
  afterAll(async () => {
    await stand.gateway.close();
    await stand.magento.stop();
    await stand.catalog.stop();
  });
  beforeEach(() => {
    for (const upstream of [stand.magento, stand.catalog]) {
      upstream.respond(undefined);
      upstream.received.length = 0;
    }
  });
  return stand;
}
