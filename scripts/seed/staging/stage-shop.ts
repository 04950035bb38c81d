import type { Connection, RowDataPacket } from 'mysql2/promise';
import { addVersions } from './add-versions';
import { always, firstVersion, sharedNumbers, stagedRoots, type StagedRoot } from './staged-roots';

interface Key {
  readonly table: string;
  readonly name: string;
  readonly column: string;
  readonly rule: string;
}

/**
 * Turns a plain shop into one of Adobe Commerce with content staging: products and categories get a number for each
 * version, and what belongs to a version refers to it. Then gives some of them versions that are over or still to come.
 * Needs key checks off.
 */
export async function stageShop(connection: Connection, prefix: string): Promise<void> {
  for (const staged of stagedRoots) await stageRoot(connection, prefix, staged);
  for (const { table, id, version, sequence } of sharedNumbers) {
    const keys = await dropKeysTo(connection, prefix, table);
    await createSequence(connection, prefix, { sequence, from: table, id });
    await connection.query(`ALTER TABLE ${prefix}${table} MODIFY ${id} int unsigned NOT NULL, DROP PRIMARY KEY, ADD PRIMARY KEY (${id}, ${version})`);
    const own = { table: `${prefix}${table}`, column: id, rule: 'CASCADE' };
    for (const key of [own, ...keys]) await addKey(connection, prefix, { ...key, to: `${prefix}${sequence} (sequence_value)` });
  }
  await addVersions(connection, prefix);
}

async function stageRoot(connection: Connection, prefix: string, { root, sequence, renamed, kept }: StagedRoot): Promise<void> {
  const table = `${prefix}${root}`;
  const keys = await dropKeysTo(connection, prefix, root);
  await createSequence(connection, prefix, { sequence, from: root, id: 'entity_id' });
  await connection.query(`ALTER TABLE ${table} ADD COLUMN row_id int unsigned NOT NULL DEFAULT 0,
    ADD COLUMN created_in bigint unsigned NOT NULL DEFAULT ${always.from}, ADD COLUMN updated_in bigint unsigned NOT NULL DEFAULT ${always.until}`);
  await connection.query(`UPDATE ${table} SET row_id = entity_id + ${firstVersion}, updated_at = updated_at`);
  await connection.query(`ALTER TABLE ${table} MODIFY entity_id int unsigned NOT NULL, DROP PRIMARY KEY, MODIFY row_id int unsigned NOT NULL AUTO_INCREMENT, ADD PRIMARY KEY (row_id),
    ADD KEY (created_in), ADD KEY (updated_in), ADD KEY (entity_id, created_in, updated_in)`);
  await addKey(connection, prefix, { table, column: 'entity_id', rule: 'CASCADE', to: `${prefix}${sequence} (sequence_value)` });
  const versioned = new Map([...renamed.map((name) => [`${prefix}${name}`, 'entity_id'] as const), ...Object.entries(kept).map(([name, column]) => [`${prefix}${name}`, column] as const)]);
  for (const [name, column] of versioned) {
    const link = column === 'entity_id' ? 'row_id' : column;
    if (link !== column) await connection.query(`ALTER TABLE ${name} RENAME COLUMN ${column} TO ${link}`);
    await connection.query(`UPDATE ${name} SET ${link} = ${link} + ${firstVersion}`);
    await addKey(connection, prefix, { table: name, column: link, rule: 'CASCADE', to: `${table} (row_id)` });
  }
  for (const key of keys) if (versioned.get(key.table) !== key.column) await addKey(connection, prefix, { ...key, to: `${prefix}${sequence} (sequence_value)` });
}

/** Removes the foreign keys that refer to a table. @returns what they were. */
async function dropKeysTo(connection: Connection, prefix: string, table: string): Promise<Key[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT k.TABLE_NAME AS tab, k.CONSTRAINT_NAME AS name, k.COLUMN_NAME AS col, r.DELETE_RULE AS rule
       FROM information_schema.KEY_COLUMN_USAGE k JOIN information_schema.REFERENTIAL_CONSTRAINTS r
         ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME
      WHERE k.CONSTRAINT_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME = ?`, [`${prefix}${table}`]);
  const keys = rows.map((row): Key => ({ table: String(row.tab), name: String(row.name), column: String(row.col), rule: String(row.rule) }));
  for (const key of keys) await connection.query('ALTER TABLE ?? DROP FOREIGN KEY ??', [key.table, key.name]);
  return keys;
}

/** Names are our own: a server may draw the one that a dropped key had. */
async function addKey(connection: Connection, prefix: string, { table, column, rule, to }: Omit<Key, 'name'> & { to: string }): Promise<void> {
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT COUNT(*) AS n FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE() AND CONSTRAINT_NAME LIKE '%staged\\_%'");
  await connection.query(`ALTER TABLE ${table} ADD CONSTRAINT ${prefix}staged_${Number(rows[0]!.n) + 1} FOREIGN KEY (${column}) REFERENCES ${to} ON DELETE ${rule}`);
}

async function createSequence(connection: Connection, prefix: string, { sequence, from, id }: { sequence: string; from: string; id: string }): Promise<void> {
  await connection.query(`CREATE TABLE ${prefix}${sequence} (sequence_value int unsigned NOT NULL AUTO_INCREMENT, PRIMARY KEY (sequence_value)) ENGINE=InnoDB`);
  await connection.query(`INSERT INTO ${prefix}${sequence} SELECT DISTINCT ${id} FROM ${prefix}${from}`);
}
