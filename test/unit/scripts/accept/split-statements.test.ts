import fc from 'fast-check';
import { createStatementSplitter } from '../../../../scripts/accept/split-statements';

function split(dump: string | Buffer, chunkBytes = 1 << 20): readonly string[] {
  const bytes = Buffer.from(dump);
  const splitter = createStatementSplitter();
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) found.push(...splitter.push(bytes.subarray(at, at + chunkBytes)));
  found.push(...splitter.end());
  return found.map((statement) => statement.toString());
}

const CASES: readonly (readonly [name: string, dump: string, statements: readonly string[]])[] = [
  ['plain statements', 'SELECT 1;\nSELECT 2;\n', ['SELECT 1', 'SELECT 2']],
  ['a last statement without delimiter', 'SELECT 1;\nSELECT 2', ['SELECT 1', 'SELECT 2']],
  ['delimiters and comment marks in quotes', `INSERT INTO a VALUES (';','-- x','/*','#');SELECT 2;`, [`INSERT INTO a VALUES (';','-- x','/*','#')`, 'SELECT 2']],
  ['escaped and doubled quotes', `SELECT 'a\\';b', 'it''s;', "say \\";\\"", "x"";";SELECT 2;`, [`SELECT 'a\\';b', 'it''s;', "say \\";\\"", "x"";"`, 'SELECT 2']],
  ['a value that ends in a backslash', `SELECT 'C:\\\\';SELECT 2;`, [`SELECT 'C:\\\\'`, 'SELECT 2']],
  ['backslashes in backticks', 'SELECT `a\\`;SELECT `b;c`;', ['SELECT `a\\`', 'SELECT `b;c`']],
  ['comments between statements', `-- it's\n# it's\n/* it's; */\nSELECT 1;`, ['SELECT 1']],
  ['quotes in comments inside a statement', `SELECT 1 -- don't\n, 2 # don't;\n, /* don't; */ 3;SELECT 4;`, [`SELECT 1 -- don't\n, 2 # don't;\n, /* don't; */ 3`, 'SELECT 4']],
  ['two minus signs that are no comment', `SELECT 5--1;SELECT 2;`, ['SELECT 5--1', 'SELECT 2']],
  ['version comments', `/*!40101 SET NAMES utf8mb4 */;\n/*!50003 SET sql_mode = '' */ ;`, ['/*!40101 SET NAMES utf8mb4 */', `/*!50003 SET sql_mode = '' */`]],
  ['the sandbox line of MariaDB', '/*M!999999\\- enable the sandbox mode */ \n/*M!100616 SET NOTE_VERBOSITY=0 */;', ['/*M!100616 SET NOTE_VERBOSITY=0 */']],
  ['DELIMITER and trigger bodies', 'DELIMITER ;;\nCREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET @a = 1; SET @b = \';;\'; END;;\nDELIMITER ;\nSELECT 1;', ["CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW BEGIN SET @a = 1; SET @b = ';;'; END", 'SELECT 1']],
  ['DELIMITER of one other character, in lower case', 'delimiter $\nSELECT 1; $\ndelimiter ;\nSELECT 2;', ['SELECT 1;', 'SELECT 2']],
  ['Windows line ends', '-- x\r\nDELIMITER ;;\r\nSELECT 1;\r\n;;\r\nDELIMITER ;\r\nSELECT 2;\r\n', ['SELECT 1;', 'SELECT 2']],
  ['a byte order mark and a warning of mysqldump', '\uFEFFmysqldump: [Warning] Using a password can be insecure.\nSELECT 1;', ['SELECT 1']],
  ['empty statements', ';;\n;SELECT 1;;', ['SELECT 1']],
  ['a comment before the end of file', 'SELECT 1;\n-- Dump completed', ['SELECT 1']],
];

describe('createStatementSplitter', () => {
  it.each(CASES)('reads %s', (_name, dump, statements) => {
    expect(split(dump)).toEqual(statements);
  });

  it.each(CASES)('reads %s alike in chunks of every size', (_name, dump, statements) => {
    for (let chunkBytes = 1; chunkBytes <= 40; chunkBytes += 1) expect(split(dump, chunkBytes)).toEqual(statements);
  });

  it('keeps every byte of a quoted value', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 64 }), (value, chunkBytes) => {
      const escaped = Buffer.from([...value].flatMap((byte) => (byte === 0x27 || byte === 0x5c ? [0x5c, byte] : [byte])));
      const statement = Buffer.concat([Buffer.from(`INSERT INTO a VALUES (_binary '`), escaped, Buffer.from(`')`)]);
      const splitter = createStatementSplitter();
      const found: Buffer[] = [];
      const dump = Buffer.concat([statement, Buffer.from(';\n'), statement, Buffer.from(';')]);
      for (let at = 0; at < dump.length; at += chunkBytes) found.push(...splitter.push(dump.subarray(at, at + chunkBytes)));
      found.push(...splitter.end());
      expect(found).toEqual([statement, statement]);
    }));
  });

  it.each([
    ['a value', `INSERT INTO a VALUES ('abc`, 'inside a quoted value'],
    ['a version comment', '/*!50003 CREATE TRIGGER', 'inside a comment'],
    ['a comment', '/* abc', 'inside a comment'],
  ])('says that a dump was cut off in %s', (_name, dump, message) => {
    expect(() => split(dump)).toThrow(message);
  });
});
