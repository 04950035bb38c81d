import { Runtime } from '@temporalio/worker';
import { BanyanFailure } from '../contracts/failures';
import type { WorkerKind } from '../contracts/messages';
import { readConfig, readSubscriberConfig } from './config';
import { endWithFault } from './end-with-fault';
import { startWorkers, workerKinds } from './start-workers';
import { startSubscriber } from './subscribe';
import { createWorkerLogger } from './worker-logger';

const usage = `usage: node --import tsx workers/main.ts <kind...>
kinds: ${workerKinds.join(', ')}, or all
       node --import tsx workers/main.ts subscribe
applies changes that come over Dapr; it needs a sidecar, and neither Temporal nor the source`;

function readKinds(words: readonly string[]): WorkerKind[] {
  const kinds = words.includes('all') ? workerKinds : words;
  const unknown = kinds.filter((kind) => !workerKinds.includes(kind as WorkerKind));
  if (kinds.length === 0 || unknown.length > 0) throw new BanyanFailure('InvalidInput', `${unknown.length > 0 ? `there is no kind of worker ${unknown.join(', ')}` : 'name the kinds of workers to run'}\n${usage}`);
  return [...new Set(kinds)] as WorkerKind[];
}

async function main(): Promise<void> {
  if (process.argv.slice(2).join() === 'subscribe') return subscribe();
  const kinds = readKinds(process.argv.slice(2));
  const config = readConfig();
  // SIGINT and SIGTERM are taken by the runtime: it stops every worker, and they end after the chunk in hand.
  Runtime.install({ logger: createWorkerLogger() });
  const workers = await startWorkers(config, kinds);
  console.log(`workers poll at ${config.BANYAN_TEMPORAL_ADDRESS}: ${kinds.join(', ')}`);
  await workers.ended;
  console.log('workers have ended');
}

async function subscribe(): Promise<void> {
  const subscriber = await startSubscriber(readSubscriberConfig());
  console.log(`the subscriber listens for its sidecar on port ${subscriber.port}`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await subscriber.stop();
  console.log('the subscriber has ended');
}

main().catch(endWithFault);
