import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { createMagentoSchema, MAGENTO_SESSION } from '../../scripts/seed/create-schema';
import type { Servers, SourceDatabase } from '../servers';

/** A Magento 2.4.7 schema with one website and two stores. */
export interface ShopDatabase extends SourceDatabase {
  /** Makes it as it was made: what was written is gone, and tables that were changed are back. */
  restore(): Promise<void>;
}

const firstRows = `SET foreign_key_checks = 1, unique_checks = 1;
  INSERT INTO eav_entity_type (entity_type_id, entity_type_code, entity_model, entity_table) VALUES
    (1, 'customer', 'm', 'customer_entity'), (2, 'customer_address', 'm', 'customer_address_entity'),
    (3, 'catalog_category', 'm', 'catalog_category_entity'), (4, 'catalog_product', 'm', 'catalog_product_entity');
  INSERT INTO eav_attribute (attribute_id, entity_type_id, attribute_code, backend_type) VALUES (73, 4, 'name', 'varchar'), (77, 4, 'price', 'decimal');
  INSERT INTO store_website (website_id, code, name) VALUES (0, 'admin', 'Admin'), (1, 'base', 'Main');
  INSERT INTO store_group (group_id, website_id, name, code) VALUES (0, 0, 'Default', 'default'), (1, 1, 'Main', 'main');
  INSERT INTO store (store_id, code, website_id, group_id, name) VALUES (0, 'admin', 0, 0, 'Admin'), (1, 'default', 1, 1, 'Default'), (2, 'second', 1, 1, 'Second');`;

/** As an administrator, in Magento's own session. */
export async function connectShop({ host, port, rootUser: user, rootPassword: password, database }: SourceDatabase): Promise<Connection> {
  const magento = await createConnection({ host, port, user, password, database, multipleStatements: true });
  await magento.query(`${MAGENTO_SESSION}; SET foreign_key_checks = 1, unique_checks = 1`);
  return magento;
}

/**
 * Making one takes MySQL five seconds and dropping it two. So suites hand theirs on to each other, and those that need a
 * fresh one for each test restore it.
 */
export async function openShopDatabase(servers: Servers): Promise<ShopDatabase> {
  const source = await servers.borrowSourceDatabase();
  const within = async (use: (magento: Connection) => Promise<void>): Promise<void> => {
    const magento = await connectShop(source);
    try {
      await use(magento);
    } finally {
      await magento.end();
    }
  };
  await within(source.isNew ? create : restore);
  return { ...source, restore: () => within(restore) };
}

/** What the tables were made with: each server says it in words of its own. */
const madeTable = 'banyan_tests.made';

async function create(magento: Connection): Promise<void> {
  await magento.query('ALTER DATABASE CHARACTER SET utf8mb3');
  await createMagentoSchema(magento);
  await magento.query(firstRows);
  await magento.query(`CREATE TABLE IF NOT EXISTS ${madeTable} (name varchar(64) PRIMARY KEY, statement text NOT NULL)`);
  for (const made of await readTables(magento)) await magento.query(`REPLACE INTO ${madeTable} VALUES (?)`, [made]);
}

/** Statements that make the tables, by name. */
async function readTables(magento: Connection): Promise<Map<string, string>> {
  const [names] = await magento.query<RowDataPacket[]>("SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'");
  const tables = new Map<string, string>();
  for (const { name } of names) {
    const [[row]] = await magento.query<RowDataPacket[]>('SHOW CREATE TABLE ??', [name]);
    tables.set(name as string, (row!['Create Table'] as string).replace(/ AUTO_INCREMENT=\d+/, ''));
  }
  return tables;
}

async function restore(magento: Connection): Promise<void> {
  const [made] = await magento.query<RowDataPacket[]>(`SELECT name, statement FROM ${madeTable}`);
  const statements = new Map(made.map(({ name, statement }) => [name as string, statement as string]));
  await magento.query('SET foreign_key_checks = 0');
  for (const [name, statement] of await readTables(magento)) if (statements.get(name) !== statement) await magento.query('DROP TABLE ??', [name]);
  const left = await readTables(magento);
  for (const [name, statement] of statements) if (!left.has(name)) await magento.query(statement);
  const exists = [...left.keys()].map((name) => magento.format('SELECT ? AS name FROM DUAL WHERE EXISTS (SELECT 1 FROM ??)', [name, name]));
  const [written] = await magento.query<RowDataPacket[]>(exists.join(' UNION ALL '));
  for (const { name } of written) await magento.query('TRUNCATE ??', [name]);
  await magento.query(firstRows);
}
