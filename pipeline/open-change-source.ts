import { join } from 'node:path';
import type { Config } from '../contracts/config';
import { BanyanFailure } from '../contracts/failures';
import type { MigrationPlan } from '../contracts/plan';
import { createBinlogSource } from '../source/binlog-reader';
import type { ChangeSource } from '../source/change-source';
import { createDebeziumSource } from '../source/debezium-source';
import type { PipelineContext } from './context';
import { sourceOf } from './open-context';

/** The reader of the source's log that the plan names. */
export function openChangeSource(config: Config, context: PipelineContext, { run, reader }: { run: string; reader: MigrationPlan['sourceReader'] }): ChangeSource {
  const reading = { ...sourceOf(config), serverId: config.BANYAN_SOURCE_SERVER_ID, prefix: context.catalog().prefix };
  if (reader === 'binlog') return createBinlogSource(reading);
  const home = config.BANYAN_DEBEZIUM_HOME;
  if (home === undefined) {
    throw new BanyanFailure('InvalidInput', 'the plan has sourceReader debezium, and this worker does not know the engine: build it with npm run stack -- --source-reader=debezium and set BANYAN_DEBEZIUM_HOME');
  }
  return createDebeziumSource({
    ...reading, program: { home, java: config.BANYAN_DEBEZIUM_JAVA }, dir: join(config.BANYAN_DEBEZIUM_DIR, run), snapshot: config.BANYAN_DEBEZIUM_SNAPSHOT,
  });
}
