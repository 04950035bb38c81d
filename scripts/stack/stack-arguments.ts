import { parseArgs } from 'node:util';
import type { SourceKind } from './stack';

export const STACK_USAGE = `npm run stack [-- --source=mariadb|mysql] [--dir=FOLDER] [--env=FILE]
                     [--delivery=direct|dapr] [--source-reader=binlog|debezium]
Starts MariaDB (or MySQL), PostgreSQL, Redis and Temporal, and stops them at Ctrl-C.
--dir keeps the data there for the next time; without it they start empty.
--env is where the settings of Banyan's programs are written; .banyan/stack.env by default.
--delivery=dapr starts a Dapr sidecar too, for plans with delivery dapr.
--source-reader=debezium builds the Debezium engine too, for plans with sourceReader debezium; it needs Maven and Java 17.`;

export interface StackArguments {
  readonly source: SourceKind;
  readonly dir: string | undefined;
  readonly env: string;
  readonly delivery: 'direct' | 'dapr';
  readonly sourceReader: 'binlog' | 'debezium';
  readonly help: boolean;
}

const OPTIONS = {
  source: { type: 'string', default: 'mariadb' },
  dir: { type: 'string' },
  env: { type: 'string', default: '.banyan/stack.env' },
  delivery: { type: 'string', default: 'direct' },
  'source-reader': { type: 'string', default: 'binlog' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${STACK_USAGE}`, { cause: error });
  }
};

const oneOf = <Word extends string>(option: string, given: string, known: readonly Word[]): Word => {
  const found = known.find((word) => word === given);
  if (found === undefined) throw new Error(`--${option}=${given} is neither ${known.join(' nor ')}\n\n${STACK_USAGE}`);
  return found;
};

/** Reads the words after `npm run stack --`. Throws an error that ends with the usage when one is wrong. */
export const readStackArguments = (args: readonly string[]): StackArguments => {
  const { source, delivery, 'source-reader': reader, dir, env, help } = parse(args);
  return {
    source: oneOf('source', source, ['mariadb', 'mysql']), delivery: oneOf('delivery', delivery, ['direct', 'dapr']), sourceReader: oneOf('source-reader', reader, ['binlog', 'debezium']),
    dir, env, help,
  };
};
