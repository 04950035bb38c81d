import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Program } from '../../scripts/rehearsal/program';

/** Waits for the first line that a program prints. @throws with what it said in its log when it ends without one. */
export async function firstLine(program: Program, log: string): Promise<string> {
  let code: number | null | undefined;
  void program.ended.then((ended) => {
    code = ended;
  });
  while (!program.output().includes('\n')) {
    if (code !== undefined) throw new Error(`the ${program.name} ended with ${code} before it told anything:\n${readFileSync(log, 'utf8')}`);
    await pause(20);
  }
  return program.output().split('\n')[0]!;
}
