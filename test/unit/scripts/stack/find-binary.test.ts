import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinaries, findBinary } from '../../../../scripts/stack/find-binary';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'banyan-path-'));
  for (const name of ['a', 'b', 'c']) mkdirSync(join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('finds programs in the order of PATH, and neither plain files nor folders', () => {
  writeFileSync(join(folder, 'a', 'banyan-probe'), '');
  mkdirSync(join(folder, 'b', 'banyan-probe'));
  writeFileSync(join(folder, 'c', 'banyan-probe'), '');
  chmodSync(join(folder, 'a', 'banyan-probe'), 0o644);
  chmodSync(join(folder, 'c', 'banyan-probe'), 0o755);
  const path = ['a', 'b', 'c'].map((name) => join(folder, name)).join(':');
  expect(findBinaries('banyan-probe', path)).toEqual([join(folder, 'c', 'banyan-probe')]);
});

test('finds nothing where there is nothing', () => expect(findBinary('banyan-probe', folder)).toBeUndefined());
