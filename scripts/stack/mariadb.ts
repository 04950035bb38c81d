import { dirname, join } from 'node:path';
import { fetchOnce } from './cache';
import { hasDebianPackages, unpackDebianPackages, unpackedEnvironment } from './debian-packages';
import { findBinaries } from './find-binary';
import { freePorts } from './free-ports';
import { freshData } from './fresh-data';
import type { Ground } from './ground';
import { writeSourceSettings } from './mysql-settings';
import { makeOwnedFolder, ownerFor } from './owner';
import { runCommand } from './run-command';
import { startServer } from './server';
import { serverVersion } from './server-version';
import { probeSource } from './source-probe';
import type { SourceServer } from './stack';

type Programs = {
  readonly server: string;
  readonly installer: string;
  /** Arguments that tell an unpacked server where its own files are. */
  readonly where: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly found: string;
};

const isMariadb = (version: string): boolean => /(\d+)\.(\d+)\.\d+-MariaDB/.test(version);

const installedPrograms = async ({ config }: Ground): Promise<Programs | undefined> => {
  const installer = findBinaries('mariadb-install-db', config.path)[0];
  for (const server of installer ? [...findBinaries('mariadbd', config.path), ...findBinaries('mysqld', config.path)] : []) {
    const version = await serverVersion({ server });
    if (installer && isMariadb(version)) return { server, installer, where: [], env: config.inherited, found: `${server}, on PATH` };
  }
  return undefined;
};

const unpackedPrograms = async (ground: Ground): Promise<Programs> => {
  const folder = await fetchOnce(ground, 'mariadb-debian', (into) => {
    ground.say('MariaDB is not on this machine; fetching it from Debian into the cache folder');
    return unpackDebianPackages(ground, ['mariadb-server-core', 'mariadb-client-core'], into);
  });
  const usr = join(folder, 'usr');
  const where = [`--basedir=${usr}`, `--lc-messages-dir=${usr}/share/mysql`, `--character-sets-dir=${usr}/share/mysql/charsets`, `--plugin-dir=${usr}/lib/mysql/plugin`];
  const env = unpackedEnvironment(ground, folder);
  return { server: join(usr, 'sbin/mariadbd'), installer: join(usr, 'bin/mariadb-install-db'), where, env, found: `Debian's package in ${folder}` };
};

const findPrograms = async (ground: Ground): Promise<Programs> => {
  const installed = await installedPrograms(ground);
  if (installed) return installed;
  if (hasDebianPackages(ground)) return unpackedPrograms(ground);
  throw new Error('MariaDB is not on this machine and cannot be fetched here: start Docker, or install it (macOS: brew install mariadb@10.11), or set BANYAN_STACK_SOURCE_URL');
};

/** Starts MariaDB on a free port of 127.0.0.1 with Banyan's binlog settings. */
export const startMariadb = async (ground: Ground): Promise<SourceServer> => {
  const programs = await findPrograms(ground);
  const owner = ownerFor('mysql');
  const folder = join(ground.dir, 'mariadb');
  const data = join(folder, 'data');
  makeOwnedFolder(folder, owner);
  const password = ground.passwords.source;
  const files = writeSourceSettings(folder, { kind: 'mariadb', password, owner });
  const install = async (fresh: string): Promise<void> => {
    const base = programs.where[0] ?? `--basedir=${dirname(dirname(programs.installer))}`;
    const args = ['--no-defaults', base, `--datadir=${fresh}`, `--tmpdir=${dirname(fresh)}`, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'];
    await runCommand({ command: programs.installer, args, cwd: folder, env: programs.env, owner });
  };
  await freshData(ground, { name: 'mariadb', made: await serverVersion(programs), data, owner, install });
  const [port = 0] = await freePorts(1);
  const control = await startServer(
    {
      name: 'MariaDB',
      command: programs.server,
      args: [`--defaults-file=${files.settings}`, ...programs.where, `--datadir=${data}`, `--tmpdir=${folder}`, `--port=${port}`, '--bind-address=127.0.0.1',
        `--socket=${folder}/s`, `--pid-file=${folder}/pid`, `--init-file=${files.initial}`],
      env: programs.env,
      cwd: folder,
      owner,
      log: join(folder, 'log'),
      stopSignal: 'SIGTERM',
      abortSignal: 'SIGKILL',
      probe: async () => void (await probeSource({ host: '127.0.0.1', port, user: 'root', password })),
    },
    ground,
  );
  const version = await probeSource({ host: '127.0.0.1', port, user: 'root', password });
  ground.say(`source: MariaDB ${version} at 127.0.0.1:${port} (${programs.found})`);
  return { kind: 'mariadb', host: '127.0.0.1', port, rootUser: 'root', rootPassword: password, control };
};
