import { findBinary } from './find-binary';
import type { Ground } from './ground';
import { runCommand } from './run-command';

/** Unpacks a zip file (a jar, a wheel) with the first tool of this machine that can. */
export const unpackZip = async ({ config }: Ground, { file, into }: { readonly file: string; readonly into: string }): Promise<void> => {
  const tools: readonly (readonly [string, readonly string[]])[] = [
    ['unzip', ['-q', '-o', file, '-d', into]],
    ['python3', ['-m', 'zipfile', '--extract', file, into]],
    ['jar', ['--extract', `--file=${file}`]],
  ];
  const tool = tools.find(([name]) => findBinary(name, config.path));
  if (tool === undefined) throw new Error(`None of ${tools.map(([name]) => name).join(', ')} is on this machine to unpack ${file}; install unzip`);
  await runCommand({ command: tool[0], args: tool[1], cwd: into, env: config.inherited });
};
