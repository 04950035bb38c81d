import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fetchOnce } from './cache';
import type { Ground } from './ground';
import { giveTo, type Owner } from './owner';
import { runCommand } from './run-command';

export type FreshData = {
  /** Of the server, for the cache. */
  readonly name: string;
  /** Whatever decides what the installer makes, such as the server's version. */
  readonly made: string;
  /** Folder that is to be. */
  readonly data: string;
  readonly owner: Owner;
  /** Runs the installer, with the folder around `data` as its own for temporary files: it clears whatever folder it has. */
  readonly install: (data: string) => Promise<void>;
};

/** What no two servers may share: MySQL's identity, and keys. */
const isOfOneServer = (file: string): boolean => file === 'auto.cnf' || file.endsWith('.pem');

/**
 * Gives a server the data folder that its installer makes; nothing to do when it is there. The installer takes seconds, so
 * it runs once for each version, into the cache, and servers get copies.
 */
export const freshData = async (ground: Ground, { name, made, data, owner, install }: FreshData): Promise<void> => {
  if (existsSync(data)) return;
  const digest = createHash('sha256').update(JSON.stringify([made, owner])).digest('hex').slice(0, 12);
  const kept = await fetchOnce(ground, `${name}-data-${digest}`, async (folder) => {
    giveTo(folder, owner);
    const fresh = join(folder, 'data');
    await install(fresh);
    for (const file of readdirSync(fresh)) if (isOfOneServer(file)) rmSync(join(fresh, file));
  });
  await runCommand({ command: 'cp', args: ['-R', join(kept, 'data'), data], owner });
};
