import { openContext, sourceOf } from '../../pipeline/open-context';
import { createBinlogSource } from '../../source/binlog-reader';
import { withSource } from '../../source/connect';
import { createDebeziumSource } from '../../source/debezium-source';
import { readServerIdentity } from '../../source/server-identity';
import { readWorkerConfig } from './config';
import { decodeWithLibrary } from './decode-with-library';
import { followBacklog } from './follow-backlog';
import { everyColumn, readBacklog, wantedByStream } from './read-backlog';
import type { LogPlan, LogResult } from './start-log-worker';
import { watchMemory } from './watch-memory';

/** A process that reads a backlog in one way and nothing else. Argument: a {@link LogPlan}. */
async function main(): Promise<void> {
  const { way, backlog, debezium } = JSON.parse(process.argv[2]!) as LogPlan;
  const config = readWorkerConfig();
  const context = await openContext(config);
  const reading = { ...sourceOf(config), serverId: config.BANYAN_SOURCE_SERVER_ID, prefix: '' };
  const identity = await withSource(context.source, readServerIdentity);
  const { file, position, gtids } = backlog;
  const token = { reader: 'binlog', ...identity, file, position };
  const source = createBinlogSource(reading);
  const ways: Record<LogPlan['way'], () => Promise<Omit<LogResult, 'memory'>>> = {
    keys: () => readBacklog(source, { backlog, token, wanted: wantedByStream(context) }),
    full: async () => readBacklog(source, { backlog, token, wanted: await everyColumn(context) }),
    library: () => decodeWithLibrary(sourceOf(config), backlog),
    engine: () => readBacklog(createDebeziumSource({ ...reading, ...debezium! }), {
      backlog, token: { reader: 'debezium', ...identity, offset: { file, pos: position, gtids } }, wanted: wantedByStream(context),
    }),
    follow: () => followBacklog(context, source, { backlog, token }),
  };
  const memory = watchMemory();
  const counted = await ways[way]();
  process.send?.({ ...counted, memory: memory.end() } satisfies LogResult);
  await context.close();
  process.disconnect?.();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
