import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const LONGEST = 300;
const FORBIDDEN = /(^|-)(util|utils|helper|helpers|manager|common|misc|stuff)(-|\.|$)/;

const ours = (): readonly string[] => {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 });
  return listed.split('\n').filter((file) => /\.(ts|cjs|mjs|tsx|sql|cnf|conf)$/.test(file) && existsSync(resolve(ROOT, file)));
};

const textOf = (file: string): string => readFileSync(resolve(ROOT, file), 'utf8');

// DDL of a foreign system is as long as that system made it.
const isForeignDdl = (file: string): boolean => file.endsWith('.sql') && !file.startsWith('target/') && !file.startsWith('deploy/');

const files = ours();

test('there are files to look at', () => expect(files.length).toBeGreaterThan(50));

test(`no file has more than ${LONGEST} lines`, () => {
  const long = files.filter((file) => !isForeignDdl(file)).map((file) => ({ file, lines: textOf(file).trimEnd().split('\n').length }));
  expect(long.filter(({ lines }) => lines > LONGEST)).toEqual([]);
});

test('file and folder names are kebab-case and say what is inside', () => {
  const code = files.filter((file) => /\.(ts|cjs|mjs)$/.test(file) && !file.startsWith('.'));
  expect(code.filter((file) => FORBIDDEN.test(basename(file)) || file.split('/').some((part) => FORBIDDEN.test(part)))).toEqual([]);
  expect(code.filter((file) => !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(basename(file)))).toEqual([]);
});

test('nobody switches a rule off', () => {
  const exempted = files.filter((file) => /\.(ts|cjs|mjs)$/.test(file) && /eslint-disable|@ts-(ignore|nocheck|expect-error)/.test(textOf(file)));
  expect(exempted.filter((file) => file !== 'test/architecture/house-style.test.ts')).toEqual([]);
});
