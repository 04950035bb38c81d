import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const quote = (value: string): string => `'${value.replaceAll("'", String.raw`'\''`)}'`;

/**
 * A file for the shell to read with `. FILE`: sets the variables, and makes the word `temporal` run the given tool.
 * @param temporalCli path of the `temporal` command line tool, if there is one.
 */
export const renderEnvironment = (variables: Readonly<Record<string, string>>, temporalCli: string | undefined): string => [
  ...Object.entries(variables).map(([name, value]) => `export ${name}=${quote(value)}\n`),
  ...(temporalCli === undefined ? [] : [`temporal() { ${quote(temporalCli)} "$@"; }\n`]),
].join('');

/**
 * Writes it for its owner alone, over one that a stack left behind.
 * @returns removes it again, unless another stack has written its own there meanwhile.
 */
export const writeEnvironment = (file: string, text: string): (() => void) => {
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600 });
  return () => {
    if (isStill(file, text)) rmSync(file);
  };
};

const isStill = (file: string, text: string): boolean => {
  try {
    return readFileSync(file, 'utf8') === text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
};
