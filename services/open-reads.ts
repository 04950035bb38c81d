import { Pool } from 'pg';
import type { Domain } from '../contracts/routing';
import type { Reads } from './api/reads';
import { catalogPlans } from './catalog/plans';
import { customerPlans } from './customer/plans';
import { loyaltyPlans } from './loyalty/plans';
import { orderPlans } from './order/plans';
import { paymentPlans } from './payment/plans';
import { createReads } from './postgres/create-reads';
import type { Plan } from './postgres/plan';
import { promotionPlans } from './promotion/plans';
import { reviewPlans } from './review/plans';
import { warehousePlans } from './warehouse/plans';

const plansOf: Readonly<Record<Domain, Readonly<Record<string, Plan>>>> = {
  catalog: catalogPlans, customer: customerPlans, loyalty: loyaltyPlans, order: orderPlans, payment: paymentPlans, promotion: promotionPlans,
  review: reviewPlans, warehouse: warehousePlans,
};

/** A PostgreSQL database and the account that may read it. */
export interface ServiceDatabaseAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** PEM of its authority; turns TLS on. */
  readonly ca?: string | undefined;
}

export interface ReadsOptions {
  readonly service: Domain;
  /** Where its schema is. */
  readonly own: ServiceDatabaseAddress;
  /** Where the schema `store` is. */
  readonly stores: ServiceDatabaseAddress;
  readonly connections: number;
}

/** A service's schema, open for reading. */
export interface OpenReads {
  readonly reads: Reads;
  close(): Promise<void>;
}

/** Opens a service's schema. Nothing is connected until it is asked. */
export function openReads({ service, own, stores, connections }: ReadsOptions): OpenReads {
  const ownPool = readOnlyPool(own, connections);
  const storePool = readOnlyPool(stores, 1);
  return {
    reads: createReads({ own: ownPool, stores: storePool, plans: plansOf[service] }),
    close: async () => {
      await ownPool.end();
      await storePool.end();
    },
  };
}

/** A request that a database keeps waiting longer than this is given up: the caller has another side to ask. */
const limitMs = 3000;

function readOnlyPool({ ca, ...address }: ServiceDatabaseAddress, max: number): Pool {
  const pool = new Pool({
    ...address, max, connectionTimeoutMillis: limitMs, statement_timeout: limitMs, application_name: 'banyan-service',
    ssl: ca === undefined ? undefined : { ca },
    options: '-c TimeZone=UTC -c DateStyle=ISO -c default_transaction_read_only=on',
  });
  // The loss of an idle connection: the next request opens another and reports what fails then.
  pool.on('error', (error) => console.error(JSON.stringify({ service: 'pool', failed: (error as { code?: string }).code ?? error.name })));
  return pool;
}
