import { dirname, join } from 'node:path';
import { findBinaries } from './find-binary';
import { freePorts } from './free-ports';
import { freshData } from './fresh-data';
import type { Ground } from './ground';
import { fetchedMysql } from './mysql-binaries';
import { writeSourceSettings } from './mysql-settings';
import { makeOwnedFolder, ownerFor } from './owner';
import { runCommand } from './run-command';
import { startServer } from './server';
import { serverVersion } from './server-version';
import { probeSource } from './source-probe';
import type { SourceServer } from './stack';

type Program = {
  readonly server: string;
  readonly where: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly found: string;
};

const installedProgram = async ({ config }: Ground): Promise<Program | undefined> => {
  for (const server of findBinaries('mysqld', config.path)) {
    const version = await serverVersion({ server });
    // Debian's mysqld is MariaDB; binlog metadata needs 8.0.1, and 8.4 lost the authentication that old shops use.
    if (/Ver 8\.0\./.test(version) && !version.includes('MariaDB')) return { server, where: [], env: config.inherited, found: `${server}, on PATH` };
  }
  return undefined;
};

const findProgram = async (ground: Ground): Promise<Program> => {
  const installed = await installedProgram(ground);
  if (installed) return installed;
  const fetched = await fetchedMysql(ground);
  if (fetched === undefined) throw new Error('MySQL 8.0 is not on this machine and cannot be fetched for this platform: start Docker, or install MySQL 8.0, or set BANYAN_STACK_SOURCE_URL');
  const { folder, env } = fetched;
  return { server: join(folder, 'bin/mysqld'), where: [`--basedir=${folder}`, `--lc-messages-dir=${folder}/share`], env, found: `Maven's 8.0.12 in ${folder}` };
};

/** Starts MySQL 8.0 on a free port of 127.0.0.1 with Banyan's binlog settings. */
export const startMysql = async (ground: Ground): Promise<SourceServer> => {
  const program = await findProgram(ground);
  const owner = ownerFor('mysql');
  const folder = join(ground.dir, 'mysql');
  const data = join(folder, 'data');
  makeOwnedFolder(folder, owner);
  const password = ground.passwords.source;
  const files = writeSourceSettings(folder, { kind: 'mysql', password, owner });
  const install = async (fresh: string): Promise<void> => {
    const args = ['--no-defaults', '--initialize-insecure', ...program.where, `--datadir=${fresh}`, `--tmpdir=${dirname(fresh)}`];
    await runCommand({ command: program.server, args, cwd: folder, env: program.env, owner });
  };
  await freshData(ground, { name: 'mysql', made: await serverVersion(program), data, owner, install });
  const [port = 0] = await freePorts(1);
  const control = await startServer(
    {
      name: 'MySQL',
      command: program.server,
      args: [`--defaults-file=${files.settings}`, ...program.where, `--datadir=${data}`, `--tmpdir=${folder}`, `--port=${port}`, '--bind-address=127.0.0.1',
        `--socket=${folder}/s`, `--pid-file=${folder}/pid`, `--init-file=${files.initial}`],
      env: program.env,
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
  ground.say(`source: MySQL ${version} at 127.0.0.1:${port} (${program.found})`);
  return { kind: 'mysql', host: '127.0.0.1', port, rootUser: 'root', rootPassword: password, control };
};
