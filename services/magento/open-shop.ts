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

/** Connects as Magento does and reads what the shop is made of. Throws when the database holds no Magento shop. */
export async function openShop({ address, connections }: ShopPool): Promise<OpenShop> {
  const pool = createPool({ ...shopConnection(address), connectionLimit: connections, waitForConnections: true });
  // Statements of one connection run in order, so the session is Magento's before the first request's statement.
  pool.pool.on('connection', (connection) => void connection.query(magentoSession));
  try {
    return { pool, shop: await readShop(pool, address.prefix), close: () => pool.end() };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
