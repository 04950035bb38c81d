import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findDapr } from './dapr-binary';
import { freePorts } from './free-ports';
import type { Ground } from './ground';
import { giveTo, makeOwnedFolder, ownerFor, type Owner } from './owner';
import { startServer } from './server';
import type { DaprServer, RedisServer } from './stack';

const COMPONENTS = resolve(__dirname, '..', '..', 'deploy', 'dapr', 'components');

/** The checkout may be where the sidecar's user cannot look. */
const copyComponents = (into: string, owner: Owner): void => {
  mkdirSync(into, { recursive: true });
  giveTo(into, owner);
  for (const file of readdirSync(COMPONENTS)) {
    copyFileSync(join(COMPONENTS, file), join(into, file));
    giveTo(join(into, file), owner);
  }
};

/** Asks the sidecar whether it takes events; throws while it does not. */
export const probeDapr = async (url: string): Promise<void> => {
  const response = await fetch(`${url}/v1.0/healthz/outbound`, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`the sidecar answers ${response.status}`);
};

/**
 * Starts a Dapr sidecar on free ports of 127.0.0.1, over the given Redis, for a subscriber that need not be there yet.
 * Never from a configured address or a container: a sidecar belongs to one subscriber and reaches it on the loopback.
 */
export const startDapr = async (ground: Ground, redis: RedisServer): Promise<DaprServer> => {
  const program = await findDapr(ground);
  const owner = ownerFor('nobody');
  const folder = join(ground.dir, 'dapr');
  makeOwnedFolder(folder, owner);
  copyComponents(join(folder, 'components'), owner);
  const [http = 0, grpc = 0, internal = 0, metrics = 0, appPort = 0] = await freePorts(5);
  const [token, appToken] = [0, 1].map(() => randomBytes(18).toString('base64url')) as [string, string];
  const url = `http://127.0.0.1:${http}`;
  const ports = ['--dapr-http-port', http, '--dapr-grpc-port', grpc, '--dapr-internal-grpc-port', internal, '--metrics-port', metrics, '--app-port', appPort];
  const control = await startServer(
    {
      name: 'Dapr',
      command: program.command,
      args: [
        '--app-id', 'banyan', '--resources-path', join(folder, 'components'), ...ports.map(String), '--dapr-listen-addresses', '127.0.0.1',
        '--dapr-internal-grpc-listen-address', '127.0.0.1', '--metrics-listen-address', '127.0.0.1', '--max-body-size', '16Mi', '--log-level', 'warn',
        // No health checks of the subscriber: a sidecar that ends its subscription and begins it anew loses workers each time,
        // and delivers nothing any more once it has lost all.
        '--dapr-graceful-shutdown-seconds', '2',
      ],
      env: { ...ground.config.inherited, HOME: folder, BANYAN_REDIS_HOST: `${redis.host}:${redis.port}`, BANYAN_REDIS_PASSWORD: redis.password, DAPR_API_TOKEN: token, APP_API_TOKEN: appToken },
      cwd: folder,
      owner,
      log: join(folder, 'log'),
      stopSignal: 'SIGTERM',
      abortSignal: 'SIGKILL',
      probe: () => probeDapr(url),
      // As a service manager would: a subscriber ends a sidecar that delivers nothing.
      revive: true,
    },
    ground,
  );
  ground.say(`dapr: sidecar at ${url} (${program.found})`);
  return { url, token, appPort, appToken, control };
};
