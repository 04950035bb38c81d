import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..', '..');

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'banyan-bootstrap-'));
  for (const folder of ['scripts', 'bin', 'node_modules']) mkdirSync(join(project, folder));
  for (const file of ['bootstrap.cjs', 'end-with-parent.cjs']) cpSync(join(ROOT, 'scripts', file), join(project, 'scripts', file));
  symlinkSync(join(ROOT, 'node_modules', 'tsx'), join(project, 'node_modules', 'tsx'));
  // Stands in for npm: says what it was asked, and fails.
  writeFileSync(join(project, 'bin', 'npm'), '#!/bin/sh\necho "npm $1" >&2\nexit 7\n', { mode: 0o755 });
  writeFileSync(join(project, 'scripts', 'probe.ts'), 'const code: number = 3;\nconsole.log(process.argv.slice(2).join(" "));\nprocess.exitCode = code;\n');
});
afterEach(() => rmSync(project, { recursive: true }));

const write = (file: string, packages: object): void => writeFileSync(join(project, file), JSON.stringify({ packages }));

const run = (...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly said: string } => {
  const env = { ...process.env, PATH: `${join(project, 'bin')}:${process.env['PATH']}` };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(project, 'scripts', 'bootstrap.cjs'), ...args], { encoding: 'utf8', env });
  return { code: status, out: stdout, said: stderr };
};

test('with all packages there it runs the program, and passes on arguments and exit code', () => {
  write('package-lock.json', { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', optional: true } });
  write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0' } });
  expect(run('scripts/probe.ts', '--x', 'y z')).toEqual({ code: 3, out: '--x y z\n', said: '' });
});

test.each([
  ['nothing is installed', undefined],
  ['a package is missing', {}],
  ['a package is of another version', { 'node_modules/a': { version: '0.9.0' } }],
])('when %s it installs first, and stops when that fails', (_case, installed) => {
  write('package-lock.json', { '': {}, 'node_modules/a': { version: '1.0.0' } });
  if (installed) write('node_modules/.package-lock.json', installed);
  const { code, out, said } = run('scripts/probe.ts');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(said).toMatch(/npm ci\)[^]*\nnpm ci\nnpm ci failed/);
});

test('a program that does not exist is named', () => {
  expect(run('scripts/absent.ts')).toMatchObject({ code: 1, said: expect.stringContaining('scripts/absent.ts does not exist') });
});

test('when npm is killed, the program it started ends', async () => {
  write('package-lock.json', { '': {} });
  write('node_modules/.package-lock.json', {});
  writeFileSync(join(project, 'scripts', 'endless.ts'), 'console.log(process.pid);\nsetInterval(() => undefined, 1000);\n');
  const env = { ...process.env, npm_lifecycle_event: 'demo' };
  // As npm does: a shell, and below it the bootstrap.
  const npm = spawn('sh', ['-c', `"${process.execPath}" "${join(project, 'scripts', 'bootstrap.cjs')}" scripts/endless.ts; true`], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = Number(await new Promise<string>((told) => npm.stdout.once('data', (text: Buffer) => told(text.toString()))));
  npm.kill('SIGKILL');
  const isAlive = (): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  for (let tries = 0; tries < 100 && isAlive(); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(isAlive()).toBe(false);
});
