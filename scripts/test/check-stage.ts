import { endOf, runProgram } from './run-program';
import type { Tally } from './tally';

/** Runs a program that is right or wrong as a whole, and counts it as one test. */
export const runCheckStage = async (stage: string, args: readonly string[], deadline: number): Promise<Tally> => {
  console.log(`\n${stage}`);
  const started = Date.now();
  const exitCode = await runProgram({ args, deadline });
  const counts = exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, note: endOf(exitCode) };
  return { stage, ...counts, skipped: 0, seconds: (Date.now() - started) / 1000 };
};
