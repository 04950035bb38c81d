import { createConnection, type Connection } from 'mysql2/promise';
import { Client } from 'pg';
import type { EngineProgram } from '../../source/debezium-engine';
import { prepareSource } from '../stack/prepare-source';
import type { DaprServer, StackPart } from '../stack/stack';
import { startStack } from '../stack/start-stack';

export interface Address {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** A durable source and target of the bench's own, and who to ask for their CPU time. */
export interface BenchServers {
  readonly source: Address;
  readonly target: Address;
  readonly sourcePid: number;
  readonly targetPid: number;
  /** host:port of Temporal, where it was asked for. */
  readonly temporal?: string;
  /** The engine, where it was asked for. */
  readonly debezium?: EngineProgram;
  /** The sidecar and its broker's process, where it was asked for. */
  readonly dapr?: DaprServer;
  readonly redisPid?: number;
  stop(): Promise<void>;
}

export const SHOP = 'bench_shop';

/** @param options `dir` keeps the servers' data for the next run; without it they use a temporary folder. */
export async function startBenchServers({ dir, also = [] }: { readonly dir?: string; readonly also?: readonly StackPart[] } = {}): Promise<BenchServers> {
  const stack = await startStack({ parts: ['source', 'target', ...also], source: 'mariadb', dir, say: (line) => console.error(line) });
  const { source, target } = stack;
  const [sourcePid, targetPid] = [source?.control.pid(), target?.control.pid()];
  if (!source || !target || !sourcePid || !targetPid) {
    await stack.stop();
    throw new Error('The benches measure servers that run as processes of this machine: set BANYAN_STACK_CONTAINERS=never');
  }
  return {
    source: { host: source.host, port: source.port, user: source.rootUser, password: source.rootPassword },
    target: { host: target.host, port: target.port, user: target.user, password: target.password },
    sourcePid,
    targetPid,
    temporal: stack.temporal?.address,
    debezium: stack.debezium,
    dapr: stack.dapr,
    redisPid: stack.redis?.control.pid(),
    stop: stack.stop,
  };
}

/** Runs work on one connection to the source, as an administrator. */
export async function onSource<T>(servers: BenchServers, database: string | undefined, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ ...servers.source, database });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

/** Runs work on one connection to a database of the target, as an administrator. */
export async function onTarget<T>(servers: BenchServers, database: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ ...servers.target, database });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Everything but one database: which one is in the URL. */
export const sourceUrl = ({ source }: BenchServers, database: string): string =>
  `mysql://${source.user}:${encodeURIComponent(source.password)}@${source.host}:${source.port}/${database}`;

export const targetUrl = ({ target }: BenchServers, database: string): string =>
  `postgres://${target.user}:${encodeURIComponent(target.password)}@${target.host}:${target.port}/${database}`;

/** The schema that Banyan owns beside the shop's, and an account that may do what a migration does. */
export const prepareShop = (servers: BenchServers): Promise<void> =>
  onSource(servers, undefined, (root) => prepareSource(root, { kind: 'mariadb', shopDatabase: SHOP, user: 'banyan', password: servers.source.password }));

export const readerUrl = ({ source }: BenchServers): string => `mysql://banyan:${encodeURIComponent(source.password)}@${source.host}:${source.port}/${SHOP}`;
