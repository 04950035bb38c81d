import { startStack } from '../../../scripts/stack/start-stack';

/** Started by a test that kills it: starts small servers, tells their process ids and folder, and waits. */
const main = async (): Promise<void> => {
  const stack = await startStack({ parts: ['source', 'target', 'redis'] });
  const pids = [stack.source, stack.target, stack.redis].map((server) => server?.control.pid());
  console.log(JSON.stringify({ dir: stack.dir, pids }));
  setInterval(() => undefined, 60_000);
};

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
