import type { Connection, RowDataPacket } from 'mysql2/promise';
import { always, firstVersion, stagedRoots, type StagedRoot } from './staged-roots';

/** Versions that are over ended here, those that are to come begin there: New Year 2020 and a day in 2033. */
const over = 1_577_836_800;
const toCome = 2_000_000_000;

/** Which entities get what, by the last digit of their number; the others have one version for ever. */
const changed = [3, 5];
const scheduled = [4, 5];
/** One in so many is not in the shop yet. */
const unborn = 97;

/** Gives every fifth entity or so a version that is over, one that is to come, or both, each with rows of its own. */
export async function addVersions(connection: Connection, prefix: string): Promise<void> {
  for (const staged of stagedRoots) {
    const root = `${prefix}${staged.root}`;
    const columns = (await columnsOf(connection, root)).filter((column) => !['row_id', 'created_in', 'updated_in'].includes(column)).join(', ');
    const add = (digits: readonly number[], from: number, until: number): Promise<unknown> => connection.query(
      `INSERT INTO ${root} (${columns}, created_in, updated_in) SELECT ${columns}, ${from}, ${until} FROM ${root}
        WHERE row_id = entity_id + ${firstVersion} AND entity_id > 2 AND entity_id MOD 10 IN (?)`, [digits]);
    await add(changed, always.from, over);
    await add(scheduled, toCome, always.until);
    const first = `updated_at = updated_at WHERE row_id = entity_id + ${firstVersion} AND entity_id > 2`;
    await connection.query(`UPDATE ${root} SET created_in = ${over}, ${first} AND entity_id MOD 10 IN (?)`, [changed]);
    await connection.query(`UPDATE ${root} SET updated_in = ${toCome}, ${first} AND entity_id MOD 10 IN (?)`, [scheduled]);
    await connection.query(`UPDATE ${root} SET created_in = ${toCome}, ${first} AND entity_id MOD ${unborn} = 0 AND created_in = ${always.from} AND updated_in = ${always.until}`);
    for (const table of staged.renamed) await copyRows(connection, { prefix, staged, table, link: 'row_id' });
    for (const [table, link] of Object.entries(staged.kept)) await copyRows(connection, { prefix, staged, table, link });
    await tellApart(connection, prefix, staged);
  }
}

interface Copying {
  readonly prefix: string;
  readonly staged: StagedRoot;
  readonly table: string;
  readonly link: string;
}

/** Every version has rows of its own; new ones get new numbers where the server draws them. */
async function copyRows(connection: Connection, { prefix, staged, table, link }: Copying): Promise<void> {
  const columns = (await columnsOf(connection, `${prefix}${table}`)).filter((column) => column !== link).map((column) => `t.${column}`);
  const names = columns.map((column) => column.slice(2));
  await connection.query(`INSERT INTO ${prefix}${table} (${[...names, link].join(', ')}) SELECT ${[...columns, 'v.row_id'].join(', ')}
    FROM ${prefix}${table} t JOIN ${prefix}${staged.root} v ON v.entity_id + ${firstVersion} = t.${link} AND v.row_id <> v.entity_id + ${firstVersion}`);
}

/** What is over or to come shows at once, should it be taken for what is in force. */
async function tellApart(connection: Connection, prefix: string, { root }: StagedRoot): Promise<void> {
  const versions = `JOIN ${prefix}${root} v ON v.row_id = t.row_id AND v.row_id <> v.entity_id + ${firstVersion}`;
  await connection.query(`UPDATE ${prefix}${root}_varchar t ${versions} SET t.value = CONCAT(LEFT(t.value, 200), ' (another version)')`);
  await connection.query(`UPDATE ${prefix}${root}_decimal t ${versions} SET t.value = 1.5`);
}

/** The columns of a table that a copied row takes along. */
async function columnsOf(connection: Connection, table: string): Promise<string[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND EXTRA NOT LIKE '%auto_increment%' ORDER BY ORDINAL_POSITION`, [table]);
  return rows.map((row) => `${String(row.name)}`);
}
