import { spawn } from 'node:child_process';
import type { Owner } from './owner';

export type Command = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly owner?: Owner;
};

/** The last lines; installers bury what went wrong under advice, so before them the first that speak of an error. */
const tail = (text: string): string => {
  const lines = text.trim().split('\n');
  const [before, last] = [lines.slice(0, -15), lines.slice(-15)];
  return [...before.filter((line) => /error/i.test(line)).slice(0, 5), ...last].join('\n');
};

/** Runs a program to its end and returns its output; throws with the last lines it printed when it fails. */
export const runCommand = (options: Command): Promise<string> =>
  new Promise((resolve, reject) => {
    const { command, args, cwd, env, owner } = options;
    const child = spawn(command, args, { cwd, env: env as NodeJS.ProcessEnv, ...owner, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let all = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      all += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      all += chunk.toString();
    });
    child.on('error', (cause) => reject(new Error(`${command} cannot be run: ${cause.message}`, { cause })));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args[0] ?? ''} ended with ${signal ?? code}:\n${tail(all)}`));
    });
  });
