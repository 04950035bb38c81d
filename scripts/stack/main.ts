import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { SourceKind } from './stack';
import { stackEnvironment } from './stack-environment';
import { startStack } from './start-stack';

const USAGE = `npm run stack [-- --source=mariadb|mysql] [--dir=FOLDER] [--debezium]
Starts MariaDB (or MySQL), PostgreSQL, Redis and Temporal, and stops them at Ctrl-C.
--dir keeps the data there for the next time; without it they start empty.
--debezium builds the Debezium engine too, for plans with sourceReader debezium; it needs Maven and Java 17.`;

const readOptions = (): { source: SourceKind; dir: string | undefined; debezium: boolean } => {
  const { values } = parseArgs({ options: { source: { type: 'string', default: 'mariadb' }, dir: { type: 'string' }, debezium: { type: 'boolean', default: false } } });
  if (values.source !== 'mariadb' && values.source !== 'mysql') throw new Error(`--source=${values.source} is neither mariadb nor mysql\n${USAGE}`);
  return { source: values.source, dir: values.dir, debezium: values.debezium };
};

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    // A pending promise alone does not keep Node running.
    const alive = setInterval(() => undefined, 60_000);
    // Stays on: one Ctrl-C arrives twice, from the terminal and forwarded by npm, and the second must not cut the stop short.
    const stop = (): void => {
      clearInterval(alive);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  });

const main = async (): Promise<void> => {
  const { source, dir, debezium } = readOptions();
  const asked = stopSignal();
  const say = (line: string): void => console.log(line);
  const started = Date.now();
  const starting = startStack({ parts: ['source', 'target', 'redis', 'temporal', ...(debezium ? ['debezium' as const] : [])], source, ...(dir === undefined ? {} : { dir }), say });
  const stack = await Promise.race([starting, asked.then(() => undefined)]);
  // Ctrl-C while starting: the watchdog ends what has been started so far.
  if (stack === undefined) return process.exit(130);
  const file = join(stack.dir, 'stack.env');
  writeFileSync(file, Object.entries(stackEnvironment(stack)).map(([name, value]) => `export ${name}='${value}'\n`).join(''), { mode: 0o600 });
  say(`ready in ${((Date.now() - started) / 1000).toFixed(1)} s; addresses and passwords for other commands: . ${file}`);
  say('Ctrl-C stops everything');
  await asked;
  say('stopping');
  await stack.stop();
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
