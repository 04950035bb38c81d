import type { Connection, RowDataPacket } from 'mysql2/promise';
import { createPool, type Pool } from './pool';
import type { Shop } from '../../services/magento/shop/shop';
import type { TextRow } from '../../services/magento/shop/shop-connection';

/** Something to put into a cart; a configurable product is bought as one of its children. */
export interface Sellable {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  /** In the base currency, in cents. */
  readonly cents: number;
  readonly parent?: { readonly id: string; readonly name: string };
}

/** A coupon code that the shoppers may use. */
export interface Coupon {
  readonly id: string;
  readonly ruleId: string;
  readonly code: string;
  readonly percent: number;
}

/** Ids that one shopper acts on. No two shoppers know the same row, but for what they sell and the coupons. */
export interface Known {
  readonly customers: Pool<string>;
  readonly products: Pool<string>;
  readonly ownProducts: Pool<string>;
  readonly ordersToPay: Pool<string>;
  readonly ordersToShip: Pool<string>;
  readonly ordersToRefund: Pool<string>;
  readonly reviews: Pool<string>;
  readonly ownAttributes: Pool<{ readonly id: string; readonly optionIds: readonly string[] }>;
  readonly ownStores: Pool<string>;
  readonly ownGroups: Pool<string>;
  /** Shared by all shoppers of the process. */
  readonly shared: Shared;
}

/** What all shoppers of the process may touch; only their counters are written. */
export interface Shared {
  readonly sellables: Pool<Sellable>;
  readonly coupons: Pool<Coupon>;
  readonly categoryIds: readonly string[];
}

const SIMPLE_SELLABLES = `
  SELECT e.entity_id AS id, e.sku, MAX(n.value) AS name, MAX(p.value) AS price
  FROM {catalog_product_entity} e
  JOIN {cataloginventory_stock_item} s ON s.product_id = e.entity_id
  LEFT JOIN {catalog_product_entity_varchar} n ON n.LINK = e.LINK AND n.attribute_id = ? AND n.store_id = 0
  LEFT JOIN {catalog_product_entity_decimal} p ON p.LINK = e.LINK AND p.attribute_id = ? AND p.store_id = 0
  WHERE e.type_id = 'simple' AND e.sku IS NOT NULL GROUP BY e.entity_id, e.sku ORDER BY e.entity_id DESC LIMIT 1500`;

const CHILD_SELLABLES = `
  SELECT c.entity_id AS id, c.sku, e.entity_id AS parent_id, MAX(n.value) AS name, MAX(p.value) AS price
  FROM (SELECT product_id, parent_id FROM {catalog_product_super_link} ORDER BY link_id DESC LIMIT 500) l
  JOIN {catalog_product_entity} e ON e.LINK = l.parent_id
  JOIN {catalog_product_entity} c ON c.entity_id = l.product_id
  LEFT JOIN {catalog_product_entity_varchar} n ON n.LINK = e.LINK AND n.attribute_id = ? AND n.store_id = 0
  LEFT JOIN {catalog_product_entity_decimal} p ON p.LINK = c.LINK AND p.attribute_id = ? AND p.store_id = 0
  WHERE c.sku IS NOT NULL GROUP BY c.entity_id, c.sku, e.entity_id`;

/** Reads what is for sale. */
export async function readShared(connection: Connection, shop: Shop): Promise<Shared> {
  const read = readerOf(connection, shop);
  const attributes = [shop.attribute('catalog_product', 'name')?.id ?? '0', shop.attribute('catalog_product', 'price')?.id ?? '0'];
  const simple = await read(SIMPLE_SELLABLES, attributes);
  const children = shop.schema.has('catalog_product_super_link') ? await read(CHILD_SELLABLES, attributes) : [];
  const coupons = shop.schema.has('salesrule_coupon')
    ? await read(`SELECT c.coupon_id, c.rule_id, c.code FROM {salesrule_coupon} c WHERE c.usage_limit IS NULL AND c.code IS NOT NULL ORDER BY c.coupon_id DESC LIMIT 50`)
    : [];
  const categories = await read('SELECT entity_id FROM {catalog_category_entity} WHERE level > 1 ORDER BY entity_id LIMIT 500');
  return {
    sellables: createPool([...simple, ...children].map(sellableOf), 5000),
    coupons: createPool(coupons.map((row) => ({ id: row.coupon_id ?? '', ruleId: row.rule_id ?? '', code: row.code ?? '', percent: 10 }))),
    categoryIds: [...new Set(categories.map((row) => row.entity_id ?? ''))],
  };
}

function sellableOf(row: TextRow): Sellable {
  const cents = Math.max(100, Math.round(Number(row.price ?? '10') * 100));
  const name = row.name ?? row.sku ?? '';
  return { id: row.id ?? '', sku: row.sku ?? '', name, cents, ...(row.parent_id ? { parent: { id: row.parent_id, name } } : {}) };
}

/** One of so many shoppers. */
export interface Share {
  readonly shopper: number;
  readonly shoppers: number;
  readonly shared: Shared;
}

/** Reads the rows that belong to one of so many shoppers: those whose id leaves his number as remainder. */
export async function readKnown(connection: Connection, shop: Shop, share: Share): Promise<Known> {
  const read = readerOf(connection, shop);
  const ids = async (table: string, key: string, where: string): Promise<Pool<string>> => {
    if (!shop.schema.has(table)) return createPool<string>([]);
    const rows = await read(`SELECT DISTINCT ${key} AS id FROM {${table}} WHERE MOD(${key}, ?) = ? AND ${where} ORDER BY ${key} DESC LIMIT 400`, [share.shoppers, share.shopper]);
    return createPool(rows.map((row) => row.id ?? ''));
  };
  return {
    customers: await ids('customer_entity', 'entity_id', 'website_id > 0'),
    products: await ids('catalog_product_entity', 'entity_id', `type_id IN ('simple', 'virtual', 'configurable', 'downloadable')`),
    ownProducts: createPool<string>([]),
    ordersToPay: await ids('sales_order', 'entity_id', `state = 'new'`),
    ordersToShip: await ids('sales_order', 'entity_id', `state = 'processing' AND is_virtual = 0`),
    ordersToRefund: await ids('sales_order', 'entity_id', `state IN ('processing', 'complete') AND total_paid > 0 AND total_refunded IS NULL`),
    reviews: await ids('review', 'review_id', 'status_id = 2'),
    ownAttributes: createPool<{ readonly id: string; readonly optionIds: readonly string[] }>([]),
    ownStores: createPool<string>([]),
    ownGroups: createPool<string>([]),
    shared: share.shared,
  };
}

type Read = (sql: string, values?: readonly (string | number)[]) => Promise<readonly TextRow[]>;

function readerOf(connection: Connection, shop: Shop): Read {
  return async (sql, values = []) => {
    const named = sql.replace(/\{(\w+)\}/g, (_all, table: string) => shop.schema.sqlName(table)).replace(/\bLINK\b/g, shop.productLink);
    const [rows] = await connection.query<RowDataPacket[]>(named, [...values]);
    return rows as readonly TextRow[];
  };
}
