import type { Stack } from './stack';

const urlOf = (scheme: string, server: { host: string; port: number; user: string; password: string; database?: string }): string =>
  `${scheme}://${encodeURIComponent(server.user)}:${encodeURIComponent(server.password)}@${server.host}:${server.port}/${server.database ?? ''}`;

/** The BANYAN_STACK_* variables by which another process finds a running stack. They hold passwords. */
export const stackEnvironment = ({ source, target, redis, temporal, debezium }: Stack): Readonly<Record<string, string>> => ({
  ...(source && { BANYAN_STACK_SOURCE_URL: urlOf(source.kind, { ...source, user: source.rootUser, password: source.rootPassword }) }),
  ...(target && { BANYAN_STACK_TARGET_URL: urlOf('postgres', target) }),
  ...(redis && { BANYAN_STACK_REDIS_URL: urlOf('redis', { ...redis, user: '' }) }),
  ...(temporal && { BANYAN_STACK_TEMPORAL_ADDRESS: temporal.address, BANYAN_STACK_TEMPORAL_NAMESPACE: temporal.namespace }),
  ...(temporal?.uiUrl && { BANYAN_STACK_TEMPORAL_UI: temporal.uiUrl }),
  ...(debezium && { BANYAN_STACK_DEBEZIUM_HOME: debezium.home, BANYAN_STACK_DEBEZIUM_JAVA: debezium.java }),
  ...(temporal?.cliPath && { BANYAN_STACK_TEMPORAL_CLI: temporal.cliPath }),
});
