import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { endLeftovers, MARK } from './leftovers';
import { endOf, runProgram } from './run-program';
import type { Tally } from './tally';

const ROOT = resolve(__dirname, '..', '..');

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numRuntimeErrorTestSuites: z.number(),
});

const escapePattern = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

export type JestStage = {
  readonly stage: string;
  /** Folders below test/. */
  readonly folders: readonly string[];
  readonly patterns: readonly string[];
  readonly workers: number;
  readonly env: Readonly<Record<string, string>>;
  /** When the stage is ended, whatever it does (Unix time, milliseconds). */
  readonly deadline: number;
};

type Counts = Omit<Tally, 'stage' | 'seconds'>;

const countsOf = (file: string, exitCode: number | undefined): Counts => {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, note: `jest ${endOf(exitCode)} before it could report` };
  const counted = report.parse(JSON.parse(readFileSync(file, 'utf8')));
  // A suite that cannot be loaded has no tests to count, and must not look like none.
  const failed = counted.numFailedTests + counted.numRuntimeErrorTestSuites;
  const unexplained = exitCode !== 0 && failed === 0 ? 1 : 0;
  return { passed: counted.numPassedTests, failed: failed + unexplained, skipped: counted.numPendingTests, ...(unexplained && { note: `jest ${endOf(exitCode)}` }) };
};

/** Whatever goes on running after its tests is a failure of its own. */
const withLeftovers = async (counts: Counts, mark: string): Promise<Counts> => {
  const left = await endLeftovers(mark);
  if (left.length === 0) return counts;
  for (const { pid, command } of left) console.error(`left running, and ended now: ${pid} ${command}`);
  return { ...counts, failed: counts.failed + 1, note: [counts.note, `${left.length} left running, see above`].filter(Boolean).join('; ') };
};

/** Runs jest over the folders and counts; undefined when there are no such tests. */
export const runJestStage = async (options: JestStage): Promise<Tally | undefined> => {
  const { stage, folders, patterns, workers, env, deadline } = options;
  const there = folders.filter((folder) => existsSync(join(ROOT, 'test', folder)));
  if (there.length === 0) return undefined;
  const beside = mkdtempSync(join(tmpdir(), 'banyan-jest-'));
  const file = join(beside, 'report.json');
  const started = Date.now();
  const mark = randomUUID();
  try {
    const paths = `^(?=${escapePattern(ROOT)}/test/(${there.join('|')})/)${patterns.length > 0 ? `.*(${patterns.join('|')})` : ''}`;
    const args = ['--json', `--outputFile=${file}`, '--passWithNoTests', `--maxWorkers=${workers}`, '--testPathPatterns', paths];
    const exitCode = await runProgram({ args: [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), ...args], env: { ...env, [MARK]: mark }, deadline });
    return { stage, ...(await withLeftovers(countsOf(file, exitCode), mark)), seconds: (Date.now() - started) / 1000 };
  } finally {
    rmSync(beside, { recursive: true });
  }
};
