import { setTimeout } from 'node:timers/promises';
import { BanyanFailure } from '../../contracts/failures';
import { parsePlan } from '../../contracts/plan';
import { openPublisher } from '../../pipeline/delivery/open-publisher';
import { stateEntity, statedEntities } from '../../pipeline/entity-states';
import { openChangeSource } from '../../pipeline/open-change-source';
import { openContext } from '../../pipeline/open-context';
import { runStream } from '../../pipeline/run-stream';
import { readConfig } from '../../workers/config';

const againMs = 200;

/** Follows the source as a stream worker does, and tries again what may be tried again, as Temporal would have it do. */
async function main(): Promise<void> {
  const [delivery, reader] = process.argv.slice(2) as ['direct' | 'dapr', 'binlog' | 'debezium'];
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  while (!stop.signal.aborted) {
    try {
      await follow({ delivery, reader, signal: stop.signal });
    } catch (error) {
      if (error instanceof BanyanFailure && !error.retryable) throw error;
      console.error(error);
      await setTimeout(againMs);
    }
  }
}

async function follow({ delivery, reader, signal }: { delivery: 'direct' | 'dapr'; reader: 'binlog' | 'debezium'; signal: AbortSignal }): Promise<void> {
  const config = readConfig();
  const context = await openContext(config);
  try {
    await runStream(context, {
      source: openChangeSource(config, context, { run: 'prove-stream', reader }), signal, ...parsePlan({ run: 'prove-stream' }).stream,
      publisher: delivery === 'dapr' ? openPublisher(config) : undefined,
      pausedEntities: async () => new Set((await statedEntities(context)).map((stated) => stated.entity)),
      pauseEntity: (entity, why) => stateEntity(context, { entity, state: 'paused', why: `${why.failure}: ${why.message}` }),
    });
  } finally {
    await context.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
