import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fetchOnce } from './cache';
import { hasDebianPackages, unpackDebianPackages, unpackedEnvironment } from './debian-packages';
import { findBinary } from './find-binary';
import { freePorts } from './free-ports';
import type { Ground } from './ground';
import { giveTo, makeOwnedFolder, ownerFor } from './owner';
import { startServer } from './server';
import type { RedisServer } from './stack';

type Program = { readonly server: string; readonly env: Readonly<Record<string, string | undefined>>; readonly found: string };

const findProgram = async (ground: Ground): Promise<Program> => {
  const { config } = ground;
  const installed = findBinary('redis-server', config.path);
  if (installed) return { server: installed, env: config.inherited, found: `${installed}, on PATH` };
  if (!hasDebianPackages(ground)) throw new Error('Redis is not on this machine and cannot be fetched here: start Docker, or install it (macOS: brew install redis), or set BANYAN_STACK_REDIS_URL');
  const folder = await fetchOnce(ground, 'redis-debian', (into) => {
    ground.say('Redis is not on this machine; fetching it from Debian into the cache folder');
    return unpackDebianPackages(ground, ['redis-server', 'redis-tools'], into);
  });
  return { server: join(folder, 'usr/bin/redis-server'), env: unpackedEnvironment(ground, folder), found: `Debian's package in ${folder}` };
};

/** Logs in to Redis and pings it; throws when it does not answer. */
export const probeRedis = async (options: { host: string; port: number; password: string }): Promise<void> => {
  const socket = connect({ host: options.host, port: options.port });
  try {
    await once(socket, 'connect');
    const login = options.password === '' ? '' : `AUTH ${options.password}\r\n`;
    socket.setTimeout(5000, () => socket.destroy(new Error('Redis does not answer')));
    socket.write(`${login}PING\r\n`);
    let answer = '';
    for await (const chunk of socket) {
      answer += String(chunk);
      if (answer.includes('+PONG')) return;
      if (answer.includes('-')) throw new Error(`Redis answers ${answer.trim()}`);
    }
    throw new Error('Redis closed the connection');
  } finally {
    socket.destroy();
  }
};

/** Starts Redis on a free port of 127.0.0.1 with a password and an append-only file. */
export const startRedis = async (ground: Ground): Promise<RedisServer> => {
  const program = await findProgram(ground);
  const owner = ownerFor('redis');
  const folder = join(ground.dir, 'redis');
  makeOwnedFolder(folder, owner);
  const [port = 0] = await freePorts(1);
  const password = ground.passwords.redis;
  const settings = join(folder, 'redis.conf');
  const lines = ['bind 127.0.0.1', `port ${port}`, `dir ${folder}`, `requirepass ${password}`, 'appendonly yes', 'save ""', 'daemonize no'];
  writeFileSync(settings, `${lines.join('\n')}\n`, { mode: 0o600 });
  giveTo(settings, owner);
  const address = { host: '127.0.0.1', port, password };
  const control = await startServer(
    {
      name: 'Redis',
      command: program.server,
      args: [settings],
      env: program.env,
      cwd: folder,
      owner,
      log: join(folder, 'log'),
      stopSignal: 'SIGTERM',
      abortSignal: 'SIGKILL',
      probe: () => probeRedis(address),
    },
    ground,
  );
  ground.say(`redis: at 127.0.0.1:${port} (${program.found})`);
  return { ...address, control };
};
