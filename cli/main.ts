import { createInterface } from 'node:readline/promises';
import { readConfig, readPerson, readTargetConfig } from './config';
import { runCli } from './run-cli';
import type { Terminal } from './terminal';

/** Runs the command line of this process and leaves with its exit code. */
export function main(): void {
  const { name, debug } = readPerson();
  runCli(process.argv.slice(2), { terminal: standardTerminal(), readConfig, readTargetConfig, who: name, debug }).then(
    (code) => { process.exitCode = code; },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 4;
    });
}

function standardTerminal(): Terminal {
  const live = process.stdout.isTTY === true;
  // A reader that has seen enough, such as head, is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    live,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    ...(process.stdin.isTTY ? { ask: askPerson } : {}),
  };
}

async function askPerson(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
