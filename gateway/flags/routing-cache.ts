import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { routingSchema, type RoutingVersion } from '../../contracts/routing';
import type { LocalChange } from './live-routing';

/** What a gateway followed, kept in a file so that it can start without the control database. */
export interface Remembered {
  readonly base: RoutingVersion;
  /** Changes that the table did not have yet. */
  readonly overrides: readonly LocalChange[];
}

const schema = z.object({
  base: z.object({ version: z.number().int().nonnegative(), effectiveAt: z.number(), routing: routingSchema }),
  // Ours alone, written by the same program; changeRouting checks what comes of them.
  overrides: z.array(z.custom<LocalChange>((value) => typeof value === 'object' && value !== null && 'change' in value)),
});

/** What was remembered; undefined when there is no such file. @throws Error when it is not what this program writes. */
export function readCache(path: string): Remembered | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return schema.parse(JSON.parse(text));
}

/** Keeps it: the whole old file or the whole new one, whatever happens meanwhile. */
export async function writeCache(path: string, remembered: Remembered): Promise<void> {
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, JSON.stringify(remembered), { mode: 0o600, flush: true });
  await rename(temporary, path);
}
