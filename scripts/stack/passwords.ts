import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const shape = z.object({ source: z.string(), target: z.string(), redis: z.string(), banyan: z.string() });

export type Passwords = Readonly<z.infer<typeof shape>>;

const drawPassword = (): string => randomBytes(18).toString('base64url');

/** The stack's random passwords, kept in `dir` with mode 0600 so that a folder used again opens again. */
export const openPasswords = (dir: string): Passwords => {
  const file = join(dir, 'passwords.json');
  const kept = existsSync(file) ? shape.partial().parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  const all = { source: drawPassword(), target: drawPassword(), redis: drawPassword(), banyan: drawPassword(), ...kept };
  writeFileSync(file, JSON.stringify(all), { mode: 0o600 });
  return all;
};
