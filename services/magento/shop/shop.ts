import type { Connection, Pool, RowDataPacket } from 'mysql2/promise';
import type { TextRow } from './shop-connection';
import { readShopSchema, type ShopSchema } from './shop-schema';

/** A store view and the money it trades in. Rates are for one unit of the base currency. */
export interface StoreView {
  readonly id: string;
  readonly websiteId: string;
  readonly name: string;
  readonly rootCategoryId: string;
  readonly globalCurrency: string;
  readonly baseCurrency: string;
  readonly orderCurrency: string;
  readonly baseToOrderRate: number;
  readonly baseToGlobalRate: number;
}

/** An EAV attribute with the table that holds its values. */
export interface Attribute {
  readonly id: string;
  readonly code: string;
  readonly valueTable: string;
}

/** What all shoppers of a run know about their shop. */
export interface Shop {
  readonly schema: ShopSchema;
  /** Store views that customers see; never the admin store 0. */
  readonly stores: readonly StoreView[];
  /** Undefined when the shop has no such attribute or it is a column of the entity. */
  attribute(entityType: string, code: string): Attribute | undefined;
  /** All attributes of an entity type whose values are in tables of their own. */
  attributesOf(entityType: string): readonly Attribute[];
  /** Attributes that the shop's owner added, by entity type and type of value (`varchar`, `int`, ...). */
  customAttributes(entityType: string, backendType: string): readonly Attribute[];
  entityTypeId(entityType: string): string;
  defaultSetId(entityType: string): string;
  /** Column by which product and category values point to their entity: `row_id` where staging is installed. */
  readonly productLink: 'row_id' | 'entity_id';
  /** Table without prefix that gives the next document number, if the store has one. */
  sequenceTable(document: 'order' | 'invoice' | 'shipment' | 'creditmemo', storeId: string): string | undefined;
  readonly stockId: string;
  readonly sourceCode: string;
  /** Whether reservations and sources are kept (2.3 and later). */
  readonly hasSources: boolean;
}

/** Reads what does not change while shoppers shop. Throws when the database holds no Magento shop. */
export async function readShop(connection: Connection | Pool, prefix: string): Promise<Shop> {
  const schema = await readShopSchema(connection, prefix);
  const read = async (sql: string): Promise<readonly TextRow[]> => {
    const [rows] = await connection.query<RowDataPacket[]>(sql.replace(/\{(\w+)\}/g, (_all, table: string) => schema.sqlName(table)));
    return rows as readonly TextRow[];
  };
  if (!schema.has('eav_attribute') || !schema.has('store')) throw new Error(`no Magento tables with prefix '${prefix}' in this database: check database and prefix`);
  const types = await read('SELECT entity_type_id, entity_type_code, default_attribute_set_id, entity_table FROM {eav_entity_type}');
  const attributes = await read('SELECT attribute_id, entity_type_id, attribute_code, backend_type, backend_table, is_user_defined FROM {eav_attribute}');
  const sequences = schema.has('sales_sequence_meta') ? await read('SELECT entity_type, store_id, sequence_table FROM {sales_sequence_meta}') : [];
  const typeOf = (code: string): TextRow => types.find((row) => row.entity_type_code === code) ?? missing(`entity type ${code}`);
  const ofType = (code: string): readonly TextRow[] => attributes.filter((row) => row.entity_type_id === typeOf(code).entity_type_id && row.backend_type !== 'static');
  const attributeOf = (type: string, row: TextRow): Attribute => ({
    id: row.attribute_id ?? '',
    code: row.attribute_code ?? '',
    valueTable: row.backend_table ? withoutPrefix(row.backend_table, prefix) : `${typeOf(type).entity_table}_${row.backend_type}`,
  });
  const hasSources = ['inventory_source_item', 'inventory_reservation'].every((table) => schema.has(table));
  return {
    schema,
    stores: await readStores(schema, read),
    attribute(type, code) {
      const row = ofType(type).find((one) => one.attribute_code === code);
      return row ? attributeOf(type, row) : undefined;
    },
    attributesOf: (type) => ofType(type).map((row) => attributeOf(type, row)),
    customAttributes: (type, backend) => ofType(type).filter((row) => row.is_user_defined === '1' && row.backend_type === backend).map((row) => attributeOf(type, row)),
    entityTypeId: (type) => typeOf(type).entity_type_id ?? '',
    defaultSetId: (type) => typeOf(type).default_attribute_set_id ?? '',
    productLink: schema.table('catalog_product_entity').columns.has('row_id') ? 'row_id' : 'entity_id',
    sequenceTable(document, storeId) {
      const row = sequences.find((one) => one.entity_type === document && one.store_id === storeId);
      const table = row?.sequence_table ? withoutPrefix(row.sequence_table, prefix) : undefined;
      return table !== undefined && schema.has(table) ? table : undefined;
    },
    stockId: '1',
    sourceCode: hasSources ? (await read('SELECT source_code FROM {inventory_source_item} GROUP BY source_code ORDER BY COUNT(*) DESC LIMIT 1'))[0]?.source_code ?? 'default' : 'default',
    hasSources,
  };
}

type Read = (sql: string) => Promise<readonly TextRow[]>;

async function readStores(schema: ShopSchema, read: Read): Promise<readonly StoreView[]> {
  const stores = await read(`SELECT s.store_id, s.website_id, s.name, g.root_category_id FROM {store} s JOIN {store_group} g USING (group_id) WHERE s.store_id > 0 AND s.is_active = 1 ORDER BY s.store_id`);
  const config = await read(`SELECT path, scope, scope_id, value FROM {core_config_data} WHERE path IN ('currency/options/base', 'currency/options/default')`);
  const rates = schema.has('directory_currency_rate') ? await read('SELECT currency_from, currency_to, rate FROM {directory_currency_rate}') : [];
  const setting = (path: string, scope: string, id: string): string | undefined => config.find((row) => row.path === path && row.scope === scope && row.scope_id === id)?.value ?? undefined;
  const rate = (from: string, to: string): number => (from === to ? 1 : Number(rates.find((row) => row.currency_from === from && row.currency_to === to)?.rate ?? 1));
  if (stores.length === 0) throw new Error('the shop has no active store view');
  return stores.map((row) => {
    const [id, websiteId] = [row.store_id ?? '', row.website_id ?? ''];
    const globalCurrency = setting('currency/options/base', 'default', '0') ?? 'USD';
    const baseCurrency = setting('currency/options/base', 'websites', websiteId) ?? globalCurrency;
    const orderCurrency = setting('currency/options/default', 'stores', id) ?? setting('currency/options/default', 'websites', websiteId) ?? baseCurrency;
    return {
      id, websiteId, name: row.name ?? '', rootCategoryId: row.root_category_id ?? '', globalCurrency, baseCurrency, orderCurrency,
      baseToOrderRate: rate(baseCurrency, orderCurrency), baseToGlobalRate: rate(baseCurrency, globalCurrency),
    };
  });
}

function withoutPrefix(table: string, prefix: string): string {
  return table.startsWith(prefix) ? table.slice(prefix.length) : table;
}

function missing(what: string): never {
  throw new Error(`the shop has no ${what}`);
}
