import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStackConfig } from '../../../../scripts/stack/config';
import { freshData } from '../../../../scripts/stack/fresh-data';
import type { Ground } from '../../../../scripts/stack/ground';

let folder: string;
let ground: Ground;
let installed: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-fresh-'));
  // Root's servers must be able to enter it, or the cache would be put elsewhere.
  chmodSync(folder, 0o755);
  ground = { config: { ...readStackConfig({}), cache: join(folder, 'cache') }, say: () => undefined } as unknown as Ground;
  installed = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

const install = async (data: string): Promise<void> => {
  installed += 1;
  mkdirSync(join(data, 'mysql'), { recursive: true });
  for (const file of ['auto.cnf', 'ca-key.pem', 'ibdata1', 'mysql/user.frm']) writeFileSync(join(data, file), `made by ${installed}`);
};
const fresh = (data: string, made = '8.0.12'): Promise<void> => freshData(ground, { name: 'mysql', made, data: join(folder, data), owner: {}, install });

test('the installer runs once for each version, and no two servers share what makes them one', async () => {
  await fresh('one');
  await fresh('two');
  expect(installed).toBe(1);
  for (const data of ['one', 'two']) expect(readdirSync(join(folder, data), { recursive: true }).sort()).toEqual(['ibdata1', 'mysql', join('mysql', 'user.frm')]);
  await fresh('newer', '8.0.40');
  expect(readFileSync(join(folder, 'newer', 'ibdata1'), 'utf8')).toBe('made by 2');
});

test('data that is there is left alone', async () => {
  mkdirSync(join(folder, 'mine'));
  await fresh('mine');
  expect(installed).toBe(0);
  expect(readdirSync(join(folder, 'mine'))).toEqual([]);
});

test('an installer that fails leaves nothing that would be taken for its work', async () => {
  await expect(freshData(ground, { name: 'mysql', made: '8', data: join(folder, 'none'), owner: {}, install: () => Promise.reject(new Error('no space left')) })).rejects.toThrow('no space left');
  expect(existsSync(join(folder, 'none'))).toBe(false);
  await fresh('then', '8');
  expect(installed).toBe(1);
});
