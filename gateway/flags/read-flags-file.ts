import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BanyanFailure } from '../../contracts/failures';
import { defaultGuard, domains, flagNames, type Domain, type FlagName } from '../../contracts/routing';
import type { RoutingChange } from './change-routing';

/** What a file of flags asks for. */
export interface FlagsFile {
  /** Of its content; another digest is another wish. */
  readonly digest: string;
  readonly changes: readonly RoutingChange[];
  readonly why: string;
}

/** As JSON, or as words: `true`, `off`, `25`, `25%`. */
const share = z.union([z.boolean().transform((on) => (on ? 100 : 0)), z.number(), z.string().transform((text, context) => {
  const word = text.trim().toLowerCase();
  if (word === 'true' || word === 'on') return 100;
  if (word === 'false' || word === 'off') return 0;
  if (/^\d{1,3}(\.\d+)?%?$/.test(word)) return Number.parseFloat(word);
  context.addIssue({ code: 'custom', message: 'must be on, off, true, false or a percentage' });
  return z.NEVER;
})]).pipe(z.number().min(0).max(100));

const flag = z.union([share.transform((everyone) => ({ everyone, team: undefined })), z.strictObject({ everyone: share.optional(), team: share.optional() })]);
const shadow = z.union([z.enum(['off', 'full']).transform((mode) => ({ mode, percentage: mode === 'full' ? 100 : 0 })), share.transform((percentage) => ({ mode: 'sample' as const, percentage }))]);
const guard = z.union([z.literal('off').transform(() => undefined), z.strictObject({ maxLagMs: z.number().int().positive().default(defaultGuard.maxLagMs), maxVerificationAgeMs: z.number().int().positive().default(defaultGuard.maxVerificationAgeMs) })]);
const switchWord = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

const schema = z.strictObject({
  killed: switchWord.optional(),
  why: z.string().min(1).optional(),
  team: z.union([z.array(z.string()), z.string().transform((text) => text.split(/\s+/).filter((word) => word !== ''))]).optional(),
  enable: z.partialRecord(z.enum(flagNames as [FlagName, ...FlagName[]]), z.string().min(1)).optional(),
  shadow: z.partialRecord(z.enum(domains), shadow).optional(),
  guards: z.partialRecord(z.enum(domains), guard).optional(),
  ...Object.fromEntries(flagNames.map((name) => [name, flag.optional()])) as Record<FlagName, z.ZodOptional<typeof flag>>,
});

/**
 * Reads flags from a JSON file, or from a folder with a file for each key, as Kubernetes mounts a ConfigMap.
 * @returns undefined when there is nothing at the path.
 * @throws BanyanFailure InvalidInput naming every mistake.
 */
export async function readFlagsFile(path: string): Promise<FlagsFile | undefined> {
  const text = await readText(path);
  if (text === undefined) return undefined;
  const parsed = schema.safeParse(parseJson(path, text));
  if (!parsed.success) throw new BanyanFailure('InvalidInput', `${path}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
  const { killed, why, team, enable, shadow: shadows, guards, ...flags } = parsed.data;
  const entries = <T>(record: Partial<Record<Domain, T>> | undefined): [Domain, T][] => Object.entries(record ?? {}) as [Domain, T][];
  return {
    digest: createHash('sha256').update(text).digest('hex'),
    why: why ?? (Object.values(enable ?? {}).join('; ') || 'the file of flags says so'),
    changes: [
      ...(killed === undefined ? [] : [{ action: killed ? 'kill' as const : 'revive' as const }]),
      ...(team ? [{ action: 'team' as const, members: team }] : []),
      ...Object.keys(enable ?? {}).map((name) => ({ action: 'enable' as const, flag: name as FlagName })),
      ...Object.entries(flags).flatMap(([name, said]) => (said ? [{ action: 'set' as const, flag: name as FlagName, ...said }] : [])),
      ...entries(shadows).map(([domain, setting]) => ({ action: 'shadow' as const, domain, setting })),
      ...entries(guards).map(([domain, said]) => ({ action: 'guard' as const, domain, guard: said })),
    ],
  };
}

async function readText(path: string): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isDirectory()) return await readFile(path, 'utf8');
    const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort();
    const values = await Promise.all(names.map(async (name) => [name, valueOf(await readFile(join(path, name), 'utf8'))] as const));
    return JSON.stringify(Object.fromEntries(values));
  } catch (error) {
    // Kubernetes changes a mount by renaming: for a moment there may be nothing.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** A key of a ConfigMap is text; what is JSON is taken as such. */
function valueOf(text: string): unknown {
  const trimmed = text.trim();
  return /^[[{]/.test(trimmed) ? JSON.parse(trimmed) : trimmed;
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BanyanFailure('InvalidInput', `${path} is not JSON`, error);
  }
}
