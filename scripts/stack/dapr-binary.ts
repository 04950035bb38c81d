import { chmodSync, copyFileSync, createWriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { fetchOnce } from './cache';
import { findBinary } from './find-binary';
import type { Ground } from './ground';
import { runCommand } from './run-command';

const VERSION = '1.16.5';
const CONNECT_LIMIT_MS = 15_000;
const MODULE = resolve(__dirname, '..', '..', 'deploy', 'dapr', 'daprd');

const fromVendor = async (into: string): Promise<void> => {
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const url = `https://github.com/dapr/dapr/releases/download/v${VERSION}/daprd_${process.platform}_${arch}.tar.gz`;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error(`no answer within ${CONNECT_LIMIT_MS / 1000} s`)), CONNECT_LIMIT_MS);
  const response = await fetch(url, { signal: abort.signal }).finally(() => clearTimeout(timer));
  if (!response.ok || response.body === null) throw new Error(`${url} answered ${response.status}`);
  await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(join(into, 'daprd.tar.gz')));
  await runCommand({ command: 'tar', args: ['-xzf', 'daprd.tar.gz', '--no-same-owner', `daprd_${process.platform}_${arch}`], cwd: into });
  copyFileSync(join(into, `daprd_${process.platform}_${arch}`), join(into, 'daprd'));
};

/** A few minutes, so it is the last resort. */
const fromGo = async (into: string, { config }: Ground): Promise<void> => {
  const module = join(into, 'module');
  await runCommand({ command: 'cp', args: ['-r', MODULE, module], cwd: into });
  const args = ['build', '-mod=readonly', '-tags', 'stablecomponents', '-trimpath', '-ldflags', `-s -w -X github.com/dapr/dapr/pkg/buildinfo.version=${VERSION}`, '-o', join(into, 'daprd'), '.'];
  await runCommand({ command: 'go', args, cwd: module, env: { ...config.inherited, CGO_ENABLED: '0', GOFLAGS: '' } });
};

const SUPPLIERS = [
  { name: "Dapr's own download", fetch: fromVendor },
  { name: 'a build by Go, which takes some minutes', fetch: fromGo },
];

const fill = async (into: string, ground: Ground): Promise<void> => {
  const failures: string[] = [];
  for (const supplier of SUPPLIERS) {
    try {
      ground.say(`fetching Dapr ${VERSION} into the cache folder: ${supplier.name}`);
      await supplier.fetch(into, ground);
      chmodSync(join(into, 'daprd'), 0o755);
      return;
    } catch (error) {
      failures.push(`${supplier.name}: ${(error as Error).message}`);
    }
  }
  throw new Error(`Dapr's sidecar cannot be fetched; install Dapr ${VERSION} so that daprd is on PATH, or install Go.\n${failures.join('\n')}`);
};

/** Older ones lose their place when Redis lost everything. */
const isRecent = (version: string): boolean => {
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  return major > 1 || (major === 1 && minor >= 16);
};

/** Path of the `daprd` program, and how it was come by. */
export const findDapr = async (ground: Ground): Promise<{ readonly command: string; readonly found: string }> => {
  const installed = findBinary('daprd', ground.config.path);
  if (installed && isRecent(await runCommand({ command: installed, args: ['--version'] }))) return { command: installed, found: `${installed}, on PATH` };
  const folder = await fetchOnce(ground, `daprd-${VERSION}`, (into) => fill(into, ground));
  return { command: join(folder, 'daprd'), found: `kept in ${folder}` };
};
