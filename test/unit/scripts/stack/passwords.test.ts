import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPasswords } from '../../../../scripts/stack/passwords';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'banyan-passwords-')); });
afterEach(() => rmSync(folder, { recursive: true }));

test('a folder used again has the same passwords, and one from before gets those it lacks', () => {
  writeFileSync(join(folder, 'passwords.json'), JSON.stringify({ source: 'a', target: 'b', redis: 'c' }));
  const first = openPasswords(folder);
  expect(first).toMatchObject({ source: 'a', target: 'b', redis: 'c' });
  expect(first.banyan.length).toBeGreaterThan(20);
  expect(openPasswords(folder)).toEqual(first);
});
