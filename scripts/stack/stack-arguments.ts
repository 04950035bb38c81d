import { parseArgs } from 'node:util';
import type { SourceKind } from './stack';

export const STACK_USAGE = `npm run stack [-- --source=mariadb|mysql] [--dir=FOLDER] [--env=FILE] [--debezium]
Starts MariaDB (or MySQL), PostgreSQL, Redis and Temporal, and stops them at Ctrl-C.
--dir keeps the data there for the next time; without it they start empty.
--env is where the settings of Banyan's programs are written; .banyan/stack.env by default.
--debezium builds the Debezium engine too, for plans with sourceReader debezium; it needs Maven and Java 17.`;

export interface StackArguments {
  readonly source: SourceKind;
  readonly dir: string | undefined;
  readonly env: string;
  readonly debezium: boolean;
  readonly help: boolean;
}

const OPTIONS = {
  source: { type: 'string', default: 'mariadb' },
  dir: { type: 'string' },
  env: { type: 'string', default: '.banyan/stack.env' },
  debezium: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${STACK_USAGE}`, { cause: error });
  }
};

/** Reads the words after `npm run stack --`. Throws an error that ends with the usage when one is wrong. */
export const readStackArguments = (args: readonly string[]): StackArguments => {
  const { source, dir, ...rest } = parse(args);
  if (source !== 'mariadb' && source !== 'mysql') throw new Error(`--source=${source} is neither mariadb nor mysql\n\n${STACK_USAGE}`);
  return { source, dir, ...rest };
};
