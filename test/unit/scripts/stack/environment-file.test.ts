import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderEnvironment, writeEnvironment } from '../../../../scripts/stack/environment-file';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-env-'));
  file = join(folder, 'deeper', 'stack.env');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a shell reads back every value, and finds the tool under its name', () => {
  const odd = `it's $HOME "and" \\ more`;
  writeEnvironment(file, renderEnvironment({ BANYAN_X: odd }, '/bin/echo'));
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(execFileSync('/bin/sh', ['-c', `. ${file}; printf '%s\\n' "$BANYAN_X"; temporal workflow list`], { encoding: 'utf8' })).toBe(`${odd}\nworkflow list\n`);
});

test('it goes with its stack, unless another stack has written its own', () => {
  const remove = writeEnvironment(file, 'first');
  const removeSecond = writeEnvironment(file, 'second');
  remove();
  expect(readFileSync(file, 'utf8')).toBe('second');
  removeSecond();
  expect(() => readFileSync(file)).toThrow(/ENOENT/);
  expect(remove).not.toThrow();
});

test('a file that others may read is not written into', () => {
  writeEnvironment(file, '');
  rmSync(file);
  writeFileSync(file, 'old', { mode: 0o644 });
  writeEnvironment(file, 'new');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
