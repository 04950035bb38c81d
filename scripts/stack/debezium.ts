import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fetchOnce } from './cache';
import { hasDebianPackages } from './debian-packages';
import { findBinary } from './find-binary';
import type { Ground } from './ground';
import { runCommand } from './run-command';
import type { DebeziumProgram } from './stack';

const ROOM = join(__dirname, '..', '..', 'debezium');
const VERSION = '3.2.0.Final';
const OLDEST_JAVA = 17;

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** Files of the engine's program, in a fixed order. */
const sources = (): readonly string[] => {
  const folder = join(ROOM, 'src', 'main', 'java', 'banyan', 'debezium');
  return [join(ROOM, 'pom.xml'), join(ROOM, 'jars.sha256'), ...readdirSync(folder).sort().map((file) => join(folder, file))];
};

const isRecentJava = async (java: string): Promise<boolean> => {
  // It says its version on standard error only, unless asked with two dashes, which Java 8 does not know.
  const told = await runCommand({ command: java, args: ['--version'] }).catch(() => '');
  return Number(/^\w+ (\d+)/.exec(told)?.[1] ?? 0) >= OLDEST_JAVA;
};

const installTools = async ({ config, say }: Ground): Promise<void> => {
  say('Maven or Java 17 is not on this machine; installing Debian packages maven and default-jdk-headless');
  const env = { ...config.inherited, DEBIAN_FRONTEND: 'noninteractive' };
  // Somebody else may be installing.
  const apt = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
  await runCommand({ command: 'apt-get', args: [...apt, 'update'], env });
  await runCommand({ command: 'apt-get', args: [...apt, '-y', '--no-install-recommends', 'install', 'maven', 'default-jdk-headless'], env });
};

const findTool = async (name: string, ground: Ground): Promise<string> => {
  const found = findBinary(name, ground.config.path);
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && hasDebianPackages(ground)) await installTools(ground);
  const installed = findBinary(name, ground.config.path);
  if (installed === undefined) throw new Error(`The Debezium engine needs ${name}: install Maven and a JDK of version ${OLDEST_JAVA} or newer, or set BANYAN_STACK_DEBEZIUM_HOME`);
  return installed;
};

/** What Maven brought must be what was tried: the list is part of the project. */
const verifyJars = (folder: string): void => {
  const wanted = readFileSync(join(ROOM, 'jars.sha256'), 'utf8').trim().split('\n');
  const found = readdirSync(folder).sort().map((file) => `${sha256(readFileSync(join(folder, file)))}  ${file}`);
  const other = [...found.filter((line) => !wanted.includes(line)), ...wanted.filter((line) => !found.includes(line))];
  if (other.length > 0) throw new Error(`The jars of Debezium ${VERSION} are not the ones of debezium/jars.sha256, and are not run:\n${other.join('\n')}`);
};

const build = async (into: string, ground: Ground): Promise<void> => {
  const mvn = await findTool('mvn', ground);
  ground.say(`building the Debezium ${VERSION} engine with Maven into the cache folder (75 jars, 41 MB)`);
  const target = join(into, 'build');
  await runCommand({ command: mvn, args: ['--quiet', '--batch-mode', `--file=${join(ROOM, 'pom.xml')}`, `-Dbanyan.target=${target}`, 'package'], env: ground.config.inherited });
  verifyJars(join(target, 'lib'));
  renameSync(join(target, 'lib'), join(into, 'lib'));
  renameSync(join(target, 'banyan-debezium.jar'), join(into, 'banyan-debezium.jar'));
  rmSync(target, { recursive: true });
};

/** Engines start in half the time with it. Java takes it only for the very jars and paths it was made with. */
const archiveClasses = async (home: string, java: string): Promise<void> => {
  const archive = join(home, 'engine.jsa');
  if (existsSync(archive)) return;
  const beside = mkdtempSync(join(home, 'part-'));
  try {
    const part = join(beside, 'engine.jsa');
    const classes = `${join(home, 'banyan-debezium.jar')}:${join(home, 'lib', '*')}`;
    await runCommand({ command: java, args: ['-Xlog:disable', `-XX:ArchiveClassesAtExit=${part}`, '-XX:+UseSerialGC', '-cp', classes, 'banyan.debezium.Warming', join(beside, 'folder')] });
    renameSync(part, archive);
  } finally {
    rmSync(beside, { recursive: true });
  }
};

/** The Debezium engine: configured, in the cache folder, or built there. Throws with a remedy where Java or Maven cannot be had. */
export const findDebezium = async (ground: Ground): Promise<DebeziumProgram> => {
  const { config, say } = ground;
  if (config.debeziumHome !== undefined) return { home: config.debeziumHome, java: config.debeziumJava };
  const java = await findTool('java', ground);
  if (!(await isRecentJava(java))) throw new Error(`The Debezium engine needs Java ${OLDEST_JAVA} or newer; ${java} is older`);
  const key = sha256(Buffer.concat(sources().map((file) => readFileSync(file)))).slice(0, 12);
  const home = await fetchOnce(ground, `debezium-${VERSION}-${key}`, (into) => build(into, ground));
  await archiveClasses(home, java);
  say(`debezium: engine ${VERSION} in ${home}`);
  return { home, java };
};
