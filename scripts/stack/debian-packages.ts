import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findBinary } from './find-binary';
import type { Ground } from './ground';
import { runCommand } from './run-command';

/**
 * Unpacks Debian (or Ubuntu) packages, with whatever they depend on that this machine lacks, into `folder`. Nothing is
 * installed: no root is needed, no service starts, no system file changes; apt works on package lists of its own.
 */
export const unpackDebianPackages = async (ground: Ground, packages: readonly string[], folder: string): Promise<void> => {
  const { config, say } = ground;
  const work = join(folder, 'apt');
  for (const part of ['lists/partial', 'cache/archives/partial', 'debs']) mkdirSync(join(work, part), { recursive: true });
  const own = ['-q', '-o', `Dir::State::lists=${work}/lists`, '-o', `Dir::Cache=${work}/cache`, '-o', 'Acquire::Languages=none', '-o', 'Debug::NoLocking=1'];
  const quiet = [...own, '-o', `APT::Sandbox::User=${process.getuid?.() === 0 ? 'root' : ''}`];
  const apt = (...args: readonly string[]): Promise<string> =>
    runCommand({ command: 'apt-get', args: [...quiet, ...args], cwd: join(work, 'debs'), env: { ...config.inherited, LC_ALL: 'C' } });
  say(`reading Debian's package lists`);
  await apt('update');
  const simulated = await apt('--simulate', '--no-install-recommends', '--reinstall', 'install', ...packages);
  const needed = [...simulated.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] as string);
  say(`downloading ${needed.length} Debian packages for ${packages.join(' and ')}`);
  await apt('download', ...needed);
  for (const file of readdirSync(join(work, 'debs'))) {
    await runCommand({ command: 'dpkg-deb', args: ['--extract', join(work, 'debs', file), folder] });
  }
  await runCommand({ command: 'rm', args: ['-rf', work] });
};

/** Whether this machine is of the Debian family. */
export const hasDebianPackages = ({ config }: Ground): boolean =>
  findBinary('apt-get', config.path) !== undefined && findBinary('dpkg-deb', config.path) !== undefined;

/** Environment in which programs of an unpacked folder find the libraries unpacked beside them. */
export const unpackedEnvironment = ({ config }: Ground, folder: string): Readonly<Record<string, string | undefined>> => {
  const usr = join(folder, 'usr', 'lib');
  const places = [usr, join(folder, 'lib')].flatMap((lib) => [lib, ...['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((arch) => join(lib, arch))]);
  const paths = [join(folder, 'usr', 'bin'), join(folder, 'usr', 'sbin'), config.path];
  return { ...config.inherited, PATH: paths.join(':'), LD_LIBRARY_PATH: places.join(':') };
};
