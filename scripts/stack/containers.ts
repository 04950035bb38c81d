import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findBinary } from './find-binary';
import { freePorts } from './free-ports';
import type { Ground } from './ground';
import { probeTarget } from './postgres';
import { probeRedis } from './redis';
import { runCommand } from './run-command';
import { probeSource } from './source-probe';
import type { RedisServer, ServerControl, SourceKind, SourceServer, TargetServer, TemporalServer } from './stack';
import { probeTemporal } from './temporal';

const DEPLOY = join(__dirname, '..', '..', 'deploy');
const ANSWER_LIMIT_MS = 120_000;

const docker = (...args: readonly string[]): Promise<string> => runCommand({ command: 'docker', args });

/** Whether a container engine is there, allowed and answering. */
export const containersAnswer = async ({ config, say }: Ground): Promise<boolean> => {
  if (config.containers === 'never' || findBinary('docker', config.path) === undefined) return false;
  try {
    await docker('info');
    return true;
  } catch {
    say('docker is installed, but its engine does not answer; looking further');
    return false;
  }
};

type Container = {
  readonly name: string;
  readonly image: string;
  /** Port inside the container to port on 127.0.0.1. */
  readonly ports: Readonly<Record<number, number>>;
  /** Handed over in a file of mode 0600, so that no password shows in a process list. */
  readonly env?: Readonly<Record<string, string>>;
  readonly mounts?: readonly string[];
  readonly command?: readonly string[];
  readonly probe: () => Promise<void>;
};

const waitForAnswer = async (container: Container): Promise<void> => {
  const deadline = Date.now() + ANSWER_LIMIT_MS;
  for (;;) {
    try {
      return await container.probe();
    } catch (cause) {
      if (Date.now() > deadline) throw new Error(`Container ${container.name} does not answer:\n${await docker('logs', '--tail', '12', container.name)}`, { cause });
      await pause(200);
    }
  }
};

const runContainer = async (ground: Ground, container: Container): Promise<ServerControl> => {
  const envFile = join(ground.dir, `${container.name}.env`);
  writeFileSync(envFile, Object.entries(container.env ?? {}).map(([key, value]) => `${key}=${value}\n`).join(''), { mode: 0o600 });
  ground.watchdog.guardContainer(container.name);
  const ports = Object.entries(container.ports).flatMap(([inside, outside]) => ['--publish', `127.0.0.1:${outside}:${inside}`]);
  const mounts = (container.mounts ?? []).flatMap((mount) => ['--volume', `${mount}:ro`]);
  await docker('run', '--detach', '--name', container.name, '--env-file', envFile, ...ports, ...mounts, container.image, ...(container.command ?? []));
  await waitForAnswer(container);
  return {
    pid: () => undefined,
    kill: async (signal = 'SIGKILL') => {
      await docker('kill', '--signal', signal, container.name);
      await docker('wait', container.name);
    },
    start: async () => {
      await docker('start', container.name);
      await waitForAnswer(container);
    },
  };
};

const SOURCE_IMAGES: Readonly<Record<SourceKind, string>> = { mariadb: 'mariadb:10.11.15', mysql: 'mysql:8.0.44' };

/** The source in a container, with the shipped settings mounted. */
export const sourceContainer = async (ground: Ground, kind: SourceKind): Promise<SourceServer> => {
  const [port = 0] = await freePorts(1);
  const password = ground.passwords.source;
  const image = SOURCE_IMAGES[kind];
  const control = await runContainer(ground, {
    name: `banyan-${kind}-${port}`,
    image,
    ports: { 3306: port },
    env: { MARIADB_ROOT_PASSWORD: password, MYSQL_ROOT_PASSWORD: password },
    mounts: ['binlog.cnf', `${kind}.cnf`, 'stack.cnf'].map((file) => `${DEPLOY}/mysql/${file}:/etc/mysql/conf.d/${file}`),
    probe: async () => void (await probeSource({ host: '127.0.0.1', port, user: 'root', password })),
  });
  ground.say(`source: container ${image} at 127.0.0.1:${port}`);
  return { kind, host: '127.0.0.1', port, rootUser: 'root', rootPassword: password, control };
};

/** PostgreSQL in a container. */
export const targetContainer = async (ground: Ground): Promise<TargetServer> => {
  const [port = 0] = await freePorts(1);
  const address = { host: '127.0.0.1', port, user: 'postgres', password: ground.passwords.target, database: 'postgres' };
  const image = 'postgres:18.1';
  const control = await runContainer(ground, {
    name: `banyan-postgres-${port}`,
    image,
    ports: { 5432: port },
    env: { POSTGRES_PASSWORD: address.password },
    command: ['-c', 'max_connections=200', '-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB', '-c', 'checkpoint_timeout=15min', '-c', 'timezone=UTC'],
    probe: async () => void (await probeTarget(address)),
  });
  ground.say(`target: container ${image} at 127.0.0.1:${port}`);
  return { ...address, control };
};

/** Redis in a container. */
export const redisContainer = async (ground: Ground): Promise<RedisServer> => {
  const [port = 0] = await freePorts(1);
  const address = { host: '127.0.0.1', port, password: ground.passwords.redis };
  const image = 'redis:7.4.7';
  const control = await runContainer(ground, {
    name: `banyan-redis-${port}`,
    image,
    ports: { 6379: port },
    env: { REDIS_PASSWORD: address.password },
    command: ['sh', '-c', 'printf "requirepass %s\\nappendonly yes\\n" "$REDIS_PASSWORD" | redis-server -'],
    probe: () => probeRedis(address),
  });
  ground.say(`redis: container ${image} at 127.0.0.1:${port}`);
  return { ...address, control };
};

/** Temporal and its Web UI in a container. */
export const temporalContainer = async (ground: Ground): Promise<TemporalServer> => {
  const [port = 0, ui = 0] = await freePorts(2);
  const address = `127.0.0.1:${port}`;
  const image = 'temporalio/temporal:1.9.1';
  const control = await runContainer(ground, {
    name: `banyan-temporal-${port}`,
    image,
    ports: { 7233: port, 8233: ui },
    command: ['server', 'start-dev', '--ip', '0.0.0.0', '--db-filename', '/tmp/temporal.db', '--log-level', 'error'],
    probe: () => probeTemporal(address, 'default'),
  });
  const uiUrl = `http://127.0.0.1:${ui}`;
  ground.say(`temporal: container ${image} at ${address}, Web UI ${uiUrl}`);
  return { address, uiUrl, namespace: 'default', cliPath: findBinary('temporal', ground.config.path), control };
};
