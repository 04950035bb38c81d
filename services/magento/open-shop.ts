import { createPool, type Pool } from 'mysql2/promise';
import { magentoSession, shopConnection, type ShopAddress } from './shop/shop-connection';
import { readShop, type Shop } from './shop/shop';

/** A shop that requests are answered from. */
export interface OpenShop {
  readonly pool: Pool;
  readonly shop: Shop;
  close(): Promise<void>;
}

export interface ShopPool {
  readonly address: ShopAddress;
  /** Connections at most. */
  readonly connections: number;
}

/** Connects as Magento does; nothing is opened until it is used. */
export function connectShop({ address, connections }: ShopPool): Pool {
  const pool = createPool({ ...shopConnection(address), connectionLimit: connections, waitForConnections: true });
  // Statements of one connection run in order, so the session is Magento's before the first request's statement.
  pool.pool.on('connection', (connection) => void connection.query(magentoSession));
  return pool;
}

/** Connects and reads what the shop is made of. Throws when the database holds no Magento shop. */
export async function openShop(shopPool: ShopPool): Promise<OpenShop> {
  const pool = connectShop(shopPool);
  try {
    return { pool, shop: await readShop(pool, shopPool.address.prefix), close: () => pool.end() };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
