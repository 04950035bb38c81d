import { spawn } from 'node:child_process';

/** Runs a program to its end. @throws Error with the end of what it printed, when it fails. */
export function runChild(command: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...inherited(), ...env } });
    let printed = '';
    const keep = (data: Buffer): void => {
      printed = (printed + data.toString()).slice(-4000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}:\n${printed}`))));
  });
}

const inherited = (): Record<string, string> => ({ PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/tmp', LC_ALL: 'C.UTF-8' });
