import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

// Servers are often outside a person's PATH.
const ALSO = ['/usr/local/bin', '/usr/local/sbin', '/usr/bin', '/usr/sbin', '/opt/homebrew/bin', '/opt/homebrew/opt/mysql@8.0/bin'];

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Absent or forbidden: either way not a program we can run.
    return false;
  }
};

/** Full paths of the program `name` in the order of PATH, then in the usual folders of servers. */
export const findBinaries = (name: string, path: string): readonly string[] => {
  const folders = new Set([...path.split(delimiter).filter((folder) => folder !== ''), ...ALSO]);
  return [...folders].map((folder) => join(folder, name)).filter(isExecutable);
};

/** The first of `findBinaries`, or undefined. */
export const findBinary = (name: string, path: string): string | undefined => findBinaries(name, path)[0];
