import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const ROOT = resolve(__dirname, '..', '..');
const FILE = join(ROOT, 'docker-compose.yml');

type Service = {
  readonly image?: string;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: object;
  readonly secrets?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

const compose = parse(readFileSync(FILE, 'utf8')) as { readonly services: Readonly<Record<string, Service>>; readonly secrets: object };
const services = Object.entries(compose.services);

const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;

/** The engine's own judgement where Docker is, else the Compose schema as a linter carries it. */
const judge = (file: string): { readonly ok: boolean; readonly said: string } => {
  const secrets = { BANYAN_SOURCE_PASSWORD: 'a', BANYAN_TARGET_PASSWORD: 'b', BANYAN_REDIS_PASSWORD: 'c' };
  const linter = [join(ROOT, 'node_modules', 'dclint', 'bin', 'dclint.cjs'), '--quiet', file];
  const { status, stdout, stderr } = hasCompose
    ? spawnSync('docker', ['compose', '--file', file, 'config', '--quiet'], { encoding: 'utf8', env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...secrets } })
    : spawnSync(process.execPath, linter, { encoding: 'utf8' });
  return { ok: status === 0, said: stdout + stderr };
};

test('the file is valid', () => expect(judge(FILE)).toEqual({ ok: true, said: expect.any(String) }));

test.each([
  ['a misspelt key', 'image: redis:7.4.7', 'imagge: redis:7.4.7'],
  ['a value of the wrong type', 'retries: 60', 'retries: [60]'],
])('the judge refuses %s', (_fault, right, wrong) => {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-compose-'));
  try {
    const text = readFileSync(FILE, 'utf8');
    expect(text).toContain(right);
    writeFileSync(join(folder, 'docker-compose.yml'), text.replace(right, wrong));
    expect(judge(join(folder, 'docker-compose.yml')).ok).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe.each(services)('%s', (_name, service) => {
  test('has an image pinned to a full version', () => expect(service.image).toMatch(/:\d+\.\d+(\.\d+)?$/));
  test('says when it is ready', () => expect(service.healthcheck).toBeDefined());
  test('listens on loopback only', () => expect(service.ports?.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]));
  test('mounts files that exist', () => {
    const mounted = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '').filter((path) => path.startsWith('.'));
    expect(mounted.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
  test('takes passwords from secrets only', () => {
    expect(Object.keys(service.environment ?? {}).filter((name) => /PASSWORD$/.test(name))).toEqual([]);
    expect((service.secrets ?? []).filter((name) => !(name in compose.secrets))).toEqual([]);
  });
});

test('it has every part of the stack', () => {
  expect(services.map(([name]) => name).sort()).toEqual(['mariadb', 'mysql', 'postgres', 'redis', 'temporal']);
});
