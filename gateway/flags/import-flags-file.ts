import { basename } from 'node:path';
import { addVersion, readNewest } from './routing-table';
import { inTransaction, type ControlPool } from './connect-control';
import type { FlagsFile } from './read-flags-file';

export interface Import {
  readonly path: string;
  readonly file: FlagsFile;
  /** The gateway has only just started: what the file says may be long overtaken. */
  readonly atStart: boolean;
}

/**
 * Writes what a file of flags says to the table, once for all gateways that see the same file. A file that all have
 * seen before, found by a gateway that starts, is no news: what was said by command since then stays.
 * @returns the version that holds it.
 */
export async function importFlagsFile(pool: ControlPool, { path, file, atStart }: Import): Promise<number> {
  const name = basename(path);
  return inTransaction(pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtext('banyan.gateway_routing'))");
    const { rows } = await client.query<{ digest: string; seen: string[] }>('SELECT digest, seen FROM banyan.gateway_files WHERE name = $1', [name]);
    if (rows[0]?.digest === file.digest || (atStart && rows[0]?.seen.includes(file.digest))) return (await readNewest(client))?.version ?? 0;
    const { version } = await addVersion(client, file.changes, { who: `file ${name}`, why: file.why });
    await client.query(
      `INSERT INTO banyan.gateway_files (name, digest, seen) VALUES ($1, $2::text, ARRAY[$2::text]) ON CONFLICT (name)
       DO UPDATE SET digest = excluded.digest, seen = array_append(array_remove(banyan.gateway_files.seen, excluded.digest), excluded.digest), at = clock_timestamp()`,
      [name, file.digest]);
    return version;
  });
}
