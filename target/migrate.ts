import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inTransaction, type TargetPool } from './connect';

/** Folders with numbered SQL files, applied in order: Banyan's own tables, then those of the services. */
export interface MigrationFolder {
  readonly owner: string;
  readonly path: string;
}

const history = `
  CREATE SCHEMA IF NOT EXISTS banyan;
  CREATE TABLE IF NOT EXISTS banyan.migrations (
    owner text NOT NULL, file text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (owner, file))`;

/** Brings a target's schema up to date. Safe to call by several at once, and again. @returns the files applied now. */
export async function migrateTarget(pool: TargetPool, folders: readonly MigrationFolder[]): Promise<string[]> {
  return inTransaction(pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtext('banyan.migrations'))");
    await client.query(history);
    const applied: string[] = [];
    for (const { owner, path } of folders) {
      for (const file of (await readdir(path)).filter((name) => name.endsWith('.sql')).sort()) {
        const inserted = await client.query('INSERT INTO banyan.migrations (owner, file) VALUES ($1, $2) ON CONFLICT DO NOTHING', [owner, file]);
        if (inserted.rowCount === 0) continue;
        await client.query(await readFile(join(path, file), 'utf8'));
        applied.push(`${owner}/${file}`);
      }
    }
    return applied;
  });
}
