import type { Domain } from '../../contracts/routing';
import { besideShoppers, createComparer, type ComparerOptions } from '../../contracts/shadow/shadow-comparer';
import { branchReads } from '../api/branch-reads';
import type { Reads } from '../api/reads';
import { createShadowReport, type ShadowReport } from '../api/shadow-report';
import type { OpenReads } from '../open-reads';
import { connectShop } from './open-shop';
import { createShopReads } from './reads/create-reads';
import type { Shop } from './shop/shop';
import type { ShopAddress } from './shop/shop-connection';

/** The services that the shop's own reads are compared with. */
export interface ShadowedBy {
  /** Percentage of reads. */
  readonly share: number;
  readonly services: ReadonlyMap<Domain, OpenReads>;
  readonly comparing?: Partial<ComparerOptions>;
}

export interface OpenBranch {
  readonly reads: Reads;
  readonly report: ShadowReport;
  close(): Promise<void>;
}

interface Ground {
  readonly shop: { readonly address: ShopAddress; readonly shop: Shop };
  readonly shadow: ShadowedBy;
}

const connections = 2;

/** Puts the services behind the shop's reads as candidates. The comparison has connections of its own on both sides. */
export function openBranch(control: Reads, { shop: { address, shop }, shadow: { share, services, comparing } }: Ground): OpenBranch {
  const pool = connectShop({ address, connections });
  const again = createShopReads({ pool, shop });
  const report = createShadowReport();
  return {
    report,
    reads: branchReads({
      control, share, report, compare: createComparer({ ...besideShoppers, ...comparing }),
      beside: (side, route) => (side === 'control' ? again : services.get(route.slice(0, route.indexOf('.')) as Domain)?.reads),
    }),
    close: async () => {
      await Promise.all([...services.values()].map((service) => service.close()));
      await pool.end();
    },
  };
}
