import { imagesIn, type Image } from './images';
import { createLogShop, type LogShop } from './log-shop';
import { sayWhatIsLeftOut, settings, useLogServers } from './readers';

type Told = number | string;

/** Types of Magento's keys and of the columns that lead to them, with values as they are written and as readers tell them. */
const vectors: readonly { readonly type: string; readonly values: readonly (readonly [sql: string, told: Told])[] }[] = [
  { type: 'int unsigned', values: [['1', 1], ['2147483647', 2147483647], ['2147483648', 2147483648], ['4294967295', 4294967295]] },
  { type: 'int', values: [['-2147483648', -2147483648], ['-1', -1], ['0', 0], ['2147483647', 2147483647]] },
  { type: 'smallint unsigned', values: [['0', 0], ['32768', 32768], ['65535', 65535]] },
  { type: 'smallint', values: [['-32768', -32768], ['32767', 32767]] },
  { type: 'mediumint unsigned', values: [['8388608', 8388608], ['16777215', 16777215]] },
  { type: 'tinyint unsigned', values: [['0', 0], ['128', 128], ['255', 255]] },
  { type: 'tinyint(1)', values: [['-128', -128], ['0', 0], ['1', 1], ['2', 2]] },
  { type: 'bigint', values: [['-9223372036854775808', '-9223372036854775808'], ['9007199254740991', 9007199254740991], ['9007199254740992', '9007199254740992'], ['9223372036854775807', '9223372036854775807']] },
  { type: 'bigint unsigned', values: [['1', 1], ['9007199254740993', '9007199254740993'], ['9223372036854775808', '9223372036854775808'], ['18446744073709551615', '18446744073709551615']] },
  { type: 'varchar(64) CHARACTER SET utf8 COLLATE utf8_bin', values: texts('€', 'Ä', 'ä') },
  { type: 'varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin', values: texts('日本', '👍', 'é') },
  { type: 'varchar(64) CHARACTER SET latin1 COLLATE latin1_bin', values: texts('€', 'ÿ', 'ß') },
  // The server itself drops the blanks at the end of a CHAR.
  { type: 'char(8) CHARACTER SET utf8 COLLATE utf8_bin', values: [["'DE'", 'DE'], ["'de'", 'de'], ["'Ü '", 'Ü'], ["''", '']] },
];

/** Case, blanks at either end, quotes, NUL and emptiness must stay as they are. Blanks at the end alone would be the same key. */
function texts(...more: readonly string[]): [string, Told][] {
  const plain = ['default', 'Default', 'SKU-1 ', ' SKU-2', '4294967295', 'a,b', `say "it's"`, 'a\tb\nc\\d', 'nul\0', '', ...more];
  return plain.map((text) => [`'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\0', '\\0')}'`, text]);
}

const nameOf = (at: number): string => `vector_${at}`;
const wanted = new Map(vectors.map((_, at) => [nameOf(at), ['id', 'parent']]));

sayWhatIsLeftOut();

describe.each(settings)('keys in the log of $source, read by $reader', (setting) => {
  const servers = useLogServers(setting);
  let shop: LogShop;
  beforeEach(async () => {
    shop = await createLogShop(await servers.createSourceDatabase(), servers.stack().debezium);
    await shop.sql("SET NAMES utf8mb4, sql_mode = ''");
  });
  afterEach(() => shop.close());

  it('are told exactly, of every type that Magento uses, in every kind of change', async () => {
    for (const [at, { type }] of vectors.entries()) {
      await shop.sql(`CREATE TABLE m2_${nameOf(at)} (note text, id ${type} NOT NULL, parent ${type} NULL, PRIMARY KEY (id)) DEFAULT CHARACTER SET utf8mb4`);
    }
    const stream = await shop.open(undefined, { wanted });
    const expected: Image[] = [];
    for (const [at, { values }] of vectors.entries()) {
      const table = nameOf(at);
      const rows = values.map(([sql]) => `('n', ${sql}, ${sql})`);
      await shop.sql(`INSERT INTO m2_${table} VALUES ${rows.join(', ')}`);
      for (const [sql] of values) await shop.sql(`UPDATE m2_${table} SET note = 'other' WHERE id = ${sql}`, `UPDATE m2_${table} SET parent = NULL WHERE id = ${sql}`, `DELETE FROM m2_${table} WHERE id = ${sql}`);
      expected.push(...values.map(([, told]) => ({ table, is: { id: told, parent: told } })));
      for (const [, told] of values) {
        const [whole, orphan] = [{ id: told, parent: told }, { id: told, parent: null }];
        expected.push({ table, was: whole }, { table, is: whole }, { table, was: whole }, { table, is: orphan }, { table, was: orphan });
      }
    }
    expect(imagesIn(await shop.readOn(stream))).toEqual(expected);
  });
});
