import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { loadDump, type DumpReport, type LoadTarget } from '../../scripts/accept/load-dump';
import { useServers } from '../servers';

const servers = useServers({ parts: ['source'] });
let folder: string;
let root: Connection;
let target: LoadTarget;
let database: string;
let count = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-dump-'));
  const made = await servers.createSourceDatabase();
  target = { host: made.host, port: made.port, user: made.rootUser, password: made.rootPassword, database: '' };
  root = await createConnection({ ...target, database: undefined, multipleStatements: false });
  database = made.database;
});
beforeEach(() => {
  count += 1;
  target = { ...target, database: `${database}_${count}` };
});
afterEach(async () => {
  await root.query('DROP DATABASE IF EXISTS ??', [target.database]);
});
afterAll(async () => {
  await root.end();
  rmSync(folder, { recursive: true });
});

async function load(dump: string | Buffer, name = 'dump.sql'): Promise<DumpReport> {
  const path = join(folder, name);
  writeFileSync(path, dump);
  return loadDump(path, target, () => undefined);
}

async function cell(sql: string): Promise<unknown> {
  await root.query('USE ??', [target.database]);
  const [rows] = await root.query<RowDataPacket[][]>({ sql, rowsAsArray: true });
  return rows[0]?.[0];
}

async function exists(): Promise<boolean> {
  const [rows] = await root.query<RowDataPacket[]>('SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?', [target.database]);
  return rows.length === 1;
}

const MYSQL_DUMP = `-- MySQL dump 10.13  Distrib 8.0.36\r
/*!40101 SET NAMES utf8mb4 */;\r
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;\r
SET @MYSQLDUMP_TEMP_LOG_BIN = @@SESSION.SQL_LOG_BIN;\r
SET @@SESSION.SQL_LOG_BIN= 0;\r
SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5';\r
CREATE DATABASE /*!32312 IF NOT EXISTS*/ \`magento\`;\r
USE \`magento\`;\r
CREATE TABLE \`child\` (\`id\` int NOT NULL AUTO_INCREMENT, \`parent\` int, PRIMARY KEY (\`id\`), CONSTRAINT \`f\` FOREIGN KEY (\`parent\`) REFERENCES \`store\` (\`store_id\`));\r
CREATE TABLE \`store\` (\`store_id\` int NOT NULL AUTO_INCREMENT, \`name\` varchar(64) COLLATE utf8mb4_0900_ai_ci, \`at\` timestamp DEFAULT '0000-00-00 00:00:00', PRIMARY KEY (\`store_id\`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;\r
CREATE TABLE \`log\` (\`n\` int);\r
LOCK TABLES \`store\` WRITE;\r
/*!40000 ALTER TABLE \`store\` DISABLE KEYS */;\r
INSERT INTO \`store\` VALUES (0,'Ädmin; "x" -- y','0000-00-00 00:00:00'),(1,'it\\'s','2026-01-01 00:00:00');\r
/*!40000 ALTER TABLE \`store\` ENABLE KEYS */;\r
UNLOCK TABLES;\r
INSERT INTO \`child\` VALUES (1,1);\r
DELIMITER ;;\r
/*!50003 CREATE*/ /*!50017 DEFINER=\`magento\`@\`gone.example\`*/ /*!50003 TRIGGER \`t\` AFTER INSERT ON \`child\` FOR EACH ROW\r
BEGIN\r
  -- it's a comment;\r
  INSERT INTO \`log\` VALUES (NEW.\`id\`);\r
END */;;\r
DELIMITER ;\r
/*!50001 CREATE ALGORITHM=UNDEFINED */\r
/*!50013 DEFINER=\`magento\`@\`gone.example\` SQL SECURITY INVOKER */\r
/*!50001 VIEW \`v\` AS select \`store\`.\`name\` AS \`name\` from \`store\` */;\r
/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;\r
-- Dump completed on 2026-01-01\r
`;

describe('loadDump', () => {
  it('loads what MySQL 8 wrote, on whatever server this is, and says what it changed', async () => {
    const report = await load(MYSQL_DUMP);
    expect(report).toMatchObject({
      database: target.database, tables: 3, bytes: Buffer.byteLength(MYSQL_DUMP),
      leftOut: { 'create database': 1, use: 1, 'binary logging': 2, 'gtid position': 1, 'lock tables': 2, 'disable keys': 2 },
    });
    expect(report.changed.definer).toBe(2);
    await root.query('USE ??', [target.database]);
    await root.query('INSERT INTO child VALUES (9, 1)');
    expect(await cell('SELECT n FROM log')).toBe(9);
    expect(await cell('SELECT name FROM v WHERE name LIKE "%dmin%"')).toBe('Ädmin; "x" -- y');
    expect(await cell('SELECT COUNT(*) FROM store WHERE store_id = 0 AND CAST(at AS CHAR) = "0000-00-00 00:00:00"')).toBe(1);
    expect(await cell(`SELECT DEFAULT_CHARACTER_SET_NAME LIKE 'utf8%' AND DEFAULT_CHARACTER_SET_NAME <> 'utf8mb4' FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()`)).toBe(1);
  });

  it('keeps every byte, of 17 MB in one line too, out of a packed file', async () => {
    const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const blob = Buffer.concat(Array.from({ length: 70_000 }, () => every));
    const escaped = Buffer.from(blob.toString('latin1').replace(/[\\']/g, '\\$&').replaceAll('\0', '\\0'), 'latin1');
    const dump = Buffer.concat([Buffer.from(`SET NAMES utf8mb4;\nCREATE TABLE a (b longblob, c text CHARACTER SET utf8mb4);\nINSERT INTO a VALUES (_binary '`), escaped, Buffer.from(`','Zoë 😀');\n`)]);
    await load(gzipSync(dump, { level: 1 }), 'dump.sql.gz');
    expect(await cell('SELECT MD5(b) FROM a')).toBe(createHash('md5').update(blob).digest('hex'));
    expect(await cell('SELECT HEX(c) FROM a')).toBe(Buffer.from('Zoë 😀').toString('hex').toUpperCase());
  });

  it('reads latin1 dumps by their own SET NAMES', async () => {
    await load(Buffer.from(`/*!40101 SET NAMES latin1 */;\nCREATE TABLE a (b varchar(9) CHARACTER SET utf8mb4);\nINSERT INTO a VALUES ('caf\xe9');`, 'latin1'));
    expect(await cell('SELECT HEX(b) FROM a')).toBe('636166C3A9');
  });

  it('drops what it had begun when a statement fails, and shows no value', async () => {
    const failed = load(`CREATE TABLE customer_entity (email varchar(50) PRIMARY KEY);\nINSERT INTO customer_entity VALUES ('ann@example.com');\nINSERT INTO customer_entity (email) VALUES ('ann@example.com');`);
    const error: Error = await failed.then(() => new Error('it did not fail'), (reason: Error) => reason);
    expect(error.message).toContain('statement 3 failed (ER_DUP_ENTRY 1062');
    expect(error.message).toContain('INSERT INTO customer_entity (email) VALUES');
    expect(error.message).toContain('Remedy: ');
    expect(error.message).not.toContain('ann@');
    expect(await exists()).toBe(false);
  });

  it.each([
    ['a dump that was cut off', `CREATE TABLE a (b int);\nINSERT INTO a VALUES ('x`, 'cut off'],
    ['a packed file that was cut off', gzipSync(Buffer.from('CREATE TABLE a (b int);'.repeat(1000))).subarray(0, 40), 'cannot be read to its end'],
    ['two databases in one dump', 'USE `a`;\nUSE `b`;', 'more than one database (a, b)'],
    ['an empty file', '', 'is empty'],
    ['a file without statements', '-- nothing\n', 'holds no SQL statement'],
  ])('refuses %s', async (_name, dump, message) => {
    const failed = load(dump);
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toThrow('Remedy: ');
    expect(await exists()).toBe(false);
  });

  it('never touches a database with tables in it', async () => {
    await load('CREATE TABLE a (b int);');
    await expect(load('CREATE TABLE c (d int);')).rejects.toThrow(`database ${target.database} holds 1 tables already`);
    expect(await cell('SELECT COUNT(*) FROM a')).toBe(0);
  });

  it('says how to get a path right', async () => {
    await expect(loadDump(join(folder, 'none.sql'), target, () => undefined)).rejects.toThrow('Remedy: give the path');
  });
});
