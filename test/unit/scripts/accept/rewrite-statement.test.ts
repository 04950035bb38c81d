import type { KnownCollations } from '../../../../scripts/accept/map-collation';
import { rewriteStatement, type Verdict } from '../../../../scripts/accept/rewrite-statement';

const MARIADB: KnownCollations = {
  charsets: new Set(['utf8mb3', 'utf8mb4', 'latin1']),
  collations: new Set(['utf8mb3_general_ci', 'utf8mb3_bin', 'utf8mb4_general_ci', 'utf8mb4_bin', 'utf8mb4_unicode_ci', 'utf8mb4_uca1400_nopad_ai_ci', 'utf8mb4_uca1400_nopad_as_cs', 'latin1_swedish_ci']),
};
const MYSQL: KnownCollations = {
  charsets: new Set(['utf8', 'utf8mb4', 'latin1']),
  collations: new Set(['utf8_general_ci', 'utf8_bin', 'utf8mb4_general_ci', 'utf8mb4_bin', 'utf8mb4_0900_ai_ci', 'utf8mb4_0900_as_cs', 'latin1_swedish_ci']),
};

function rewritten(sql: string, known = MARIADB): Verdict {
  return rewriteStatement(Buffer.from(sql), known);
}

function sqlOf(verdict: Verdict): string {
  return verdict.run ? verdict.sql : `left out: ${verdict.kind}`;
}

describe('rewriteStatement', () => {
  it.each([
    ['USE `magento`', 'use'],
    ['CREATE DATABASE /*!32312 IF NOT EXISTS*/ `magento`', 'create database'],
    ['LOCK TABLES `a` WRITE', 'lock tables'],
    ['UNLOCK TABLES', 'lock tables'],
    ['/*!40000 ALTER TABLE `a` DISABLE KEYS */', 'disable keys'],
    [`SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ 'x:1-5'`, 'gtid position'],
    ['SET @@SESSION.SQL_LOG_BIN= 0', 'binary logging'],
    ['SET @MYSQLDUMP_TEMP_LOG_BIN = @@SESSION.SQL_LOG_BIN', 'binary logging'],
    [`CHANGE MASTER TO MASTER_LOG_FILE='a', MASTER_LOG_POS=4`, 'replication'],
    ['GRANT ALL ON *.* TO x', 'accounts'],
  ])('leaves out %s', (sql, kind) => {
    expect(rewritten(sql)).toMatchObject({ run: false, kind });
  });

  it('names the database of USE', () => {
    expect(rewritten('USE `magento`')).toMatchObject({ database: 'magento' });
  });

  it.each([
    ['/*!50003 CREATE*/ /*!50017 DEFINER=`m`@`localhost`*/ /*!50003 TRIGGER a BEFORE INSERT ON b FOR EACH ROW SET @x=1 */', '/*!50003 CREATE*/ /*!50017 */ /*!50003 TRIGGER a BEFORE INSERT ON b FOR EACH ROW SET @x=1 */'],
    ['CREATE DEFINER=CURRENT_USER() PROCEDURE p() SELECT 1', 'CREATE  PROCEDURE p() SELECT 1'],
    [`CREATE DEFINER = 'a'@'%' FUNCTION f() RETURNS INT RETURN 1`, 'CREATE  FUNCTION f() RETURNS INT RETURN 1'],
    ['/*!50013 DEFINER=`m`@`%` SQL SECURITY INVOKER */', '/*!50013 DEFINER=`m`@`%` SQL SECURITY INVOKER */'],
    ['/*!50001 CREATE ALGORITHM=UNDEFINED */ /*!50013 DEFINER=`m`@`%` SQL SECURITY INVOKER */ /*!50001 VIEW v AS SELECT 1 */', '/*!50001 CREATE ALGORITHM=UNDEFINED */ /*!50013  SQL SECURITY INVOKER */ /*!50001 VIEW v AS SELECT 1 */'],
  ])('drops the definer of %s', (sql, expected) => {
    expect(sqlOf(rewritten(sql))).toBe(expected);
  });

  it('maps collations of MySQL 8 on MariaDB and counts them', () => {
    const verdict = rewritten(`CREATE TABLE a (b varchar(9) COLLATE utf8mb4_0900_as_cs COMMENT 'COLLATE utf8mb4_0900_ai_ci') DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci`);
    expect(sqlOf(verdict)).toBe(`CREATE TABLE a (b varchar(9) COLLATE utf8mb4_uca1400_nopad_as_cs COMMENT 'COLLATE utf8mb4_0900_ai_ci') DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_nopad_ai_ci`);
    expect(verdict).toMatchObject({ changed: ['utf8mb4_0900_as_cs -> utf8mb4_uca1400_nopad_as_cs', 'utf8mb4_0900_ai_ci -> utf8mb4_uca1400_nopad_ai_ci'] });
  });

  it('maps words of MariaDB on MySQL', () => {
    expect(sqlOf(rewritten('CREATE TABLE a (b int) CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci', MYSQL))).toBe('CREATE TABLE a (b int) CHARSET=utf8 COLLATE=utf8_general_ci');
    expect(sqlOf(rewritten('/*!50003 SET collation_connection  = utf8mb4_uca1400_ai_ci */', MYSQL))).toBe('/*!50003 SET collation_connection  = utf8mb4_0900_ai_ci */');
    expect(sqlOf(rewritten('SET character_set_client = utf8mb3', MYSQL))).toBe('SET character_set_client = utf8');
  });

  it('takes a mode that MySQL 8 no longer knows out of sql_mode only', () => {
    expect(sqlOf(rewritten(`/*!50003 SET sql_mode = 'STRICT_TRANS_TABLES,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION' */`))).toBe(`/*!50003 SET sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION' */`);
    expect(sqlOf(rewritten(`SET sql_mode = 'NO_AUTO_CREATE_USER'`))).toBe(`SET sql_mode = ''`);
  });

  it('leaves statements with rows alone, byte by byte', () => {
    const statement = Buffer.concat([Buffer.from(`INSERT INTO a VALUES (_binary '`), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from(` DEFINER=x COLLATE utf8mb4_0900_ai_ci')`)]);
    const verdict = rewriteStatement(statement, MARIADB);
    expect(Buffer.from(sqlOf(verdict), 'latin1')).toEqual(statement);
    expect(verdict).toMatchObject({ carriesRows: true, changed: [] });
  });
});
