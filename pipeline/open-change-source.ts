import type { Config } from '../contracts/config';
import { createBinlogSource } from '../source/binlog-reader';
import type { ChangeSource } from '../source/change-source';
import type { PipelineContext } from './context';
import { sourceOf } from './open-context';

/** The reader of the source's log that the settings name. */
export const openChangeSource = (config: Config, context: PipelineContext): ChangeSource =>
  createBinlogSource({ ...sourceOf(config), serverId: config.BANYAN_SOURCE_SERVER_ID, prefix: context.catalog().prefix });
