import { readStackConfig } from './config';
import { renderEnvironment, writeEnvironment } from './environment-file';
import { preparePlay } from './prepare-play';
import { readStackArguments, STACK_USAGE } from './stack-arguments';
import type { StackPart } from './stack';
import { stackEnvironment } from './stack-environment';
import { startStack } from './start-stack';

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
  const { source, delivery, sourceReader, dir, env, help } = readStackArguments(process.argv.slice(2));
  const say = (line: string): void => console.log(line);
  if (help) return say(STACK_USAGE);
  const asked = stopSignal();
  const started = Date.now();
  const config = readStackConfig();
  const parts: readonly StackPart[] = ['source', 'target', 'redis', 'temporal', ...(delivery === 'dapr' ? ['dapr' as const] : []), ...(sourceReader === 'debezium' ? ['debezium' as const] : [])];
  const starting = startStack({ parts, source, ...(dir === undefined ? {} : { dir }), say }, config);
  const stack = await Promise.race([starting, asked.then(() => undefined)]);
  // Ctrl-C while starting: the watchdog ends what has been started so far.
  if (stack === undefined) return process.exit(130);
  const settings = { ...stackEnvironment(stack), ...(await preparePlay(stack, config)) };
  const remove = writeEnvironment(env, renderEnvironment(settings, stack.temporal?.cliPath));
  say(`ready in ${((Date.now() - started) / 1000).toFixed(1)} s; in another terminal: . ${env.includes('/') ? env : `./${env}`}`);
  say('then npm run seed makes a shop, and banyan, the workers and temporal find everything; Ctrl-C stops everything');
  await asked;
  say('stopping');
  remove();
  await stack.stop();
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
