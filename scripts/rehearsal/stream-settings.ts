import { join } from 'node:path';
import type { Stack } from '../stack/stack';

/** Settings of the programs that publish changes over a sidecar, or take them from it; none without one. */
export const daprSettings = (dapr: Stack['dapr']): Readonly<Record<string, string>> => dapr === undefined ? {} : {
  BANYAN_DAPR_URL: dapr.url, BANYAN_DAPR_TOKEN: dapr.token, BANYAN_SUBSCRIBER_PORT: String(dapr.appPort), BANYAN_SUBSCRIBER_TOKEN: dapr.appToken,
};

/** Settings of a program that reads the log through Debezium; none without it. `dir` keeps its offsets. */
export const debeziumSettings = (debezium: Stack['debezium'], dir: string): Readonly<Record<string, string>> => debezium === undefined ? {} : {
  BANYAN_DEBEZIUM_HOME: debezium.home, BANYAN_DEBEZIUM_JAVA: debezium.java, BANYAN_DEBEZIUM_DIR: join(dir, 'debezium'),
};
