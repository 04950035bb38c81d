import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fetchOnce } from '../../../../scripts/stack/cache';
import { readStackConfig } from '../../../../scripts/stack/config';
import type { Ground } from '../../../../scripts/stack/ground';

let cache: string;
let ground: Ground;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'banyan-cache-'));
  ground = { config: { ...readStackConfig({}), cache }, say: () => undefined } as unknown as Ground;
});
afterEach(() => rmSync(cache, { recursive: true }));

test('runs that meet do the work once, and all wait for it', async () => {
  let fills = 0;
  const fill = async (folder: string): Promise<void> => {
    fills += 1;
    await pause(300);
    writeFileSync(join(folder, 'done'), '');
  };
  const folders = await Promise.all([1, 2, 3].map(() => fetchOnce(ground, 'thing', fill)));
  expect(fills).toBe(1);
  expect(new Set(folders)).toEqual(new Set([join(cache, 'thing')]));
  expect(existsSync(join(cache, 'thing', 'done'))).toBe(true);
});

test('work that fails leaves nothing, and the next run may try again', async () => {
  await expect(fetchOnce(ground, 'thing', () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
  expect(readdirSync(cache)).toEqual([]);
  await expect(fetchOnce(ground, 'thing', () => Promise.resolve())).resolves.toBe(join(cache, 'thing'));
});

test('the lock of a run that died is taken over', async () => {
  writeFileSync(join(cache, 'thing.lock'), '4194999');
  await expect(fetchOnce(ground, 'thing', () => Promise.resolve())).resolves.toBe(join(cache, 'thing'));
});
