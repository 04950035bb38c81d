import { renameSync, rmSync, symlinkSync } from 'node:fs';
import type { TargetPool } from '../../target/connect';

/** A table whose disk has no room left. */
export interface FullDisk {
  /** Makes room, as an administrator would: the table moves to where there is some. */
  makeRoom(): Promise<void>;
}

/**
 * Fills the disk of an empty table. Its file becomes /dev/full, so the kernel itself answers ENOSPC to every write and
 * PostgreSQL reports what it reports on a full disk; no disk of the machine has to be filled for that, and none mounted.
 * Needs a server whose files this process may change.
 */
export async function fillDisk(target: TargetPool, table: string): Promise<FullDisk> {
  const { rows } = await target.query<{ file: string; bytes: string }>(
    `SELECT current_setting('data_directory') || '/' || pg_relation_filepath($1::regclass) AS file, pg_relation_size($1::regclass)::text AS bytes`, [table]);
  const { file, bytes } = rows[0]!;
  if (bytes !== '0') throw new Error(`${table} is not empty: its rows would be lost`);
  renameSync(file, `${file}.kept`);
  symlinkSync('/dev/full', file);
  return {
    makeRoom: async () => {
      rmSync(file);
      renameSync(`${file}.kept`, file);
      // A new file for every session, also for those that still hold the old one open.
      await target.query(`TRUNCATE ${table}`);
    },
  };
}
