import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..', '..');
const ROOMS = ['contracts', 'entities', 'source', 'target', 'pipeline', 'activities', 'workflows', 'workers', 'gateway', 'services', 'cli', 'web', 'scripts', 'test'];

type Cruise = { readonly modules: number; readonly violations: readonly string[] };

const cruise = (folder: string): Cruise => {
  const rooms = ROOMS.filter((room) => existsSync(join(folder, room)));
  const program = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [program, '--config', join(ROOT, '.dependency-cruiser.cjs'), '--output-type', 'json', ...rooms];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (stdout === '') throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as { summary: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] } };
  return { modules: summary.totalCruised, violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`) };
};

test('the rooms import only what their row of the table allows', () => {
  const { modules, violations } = cruise(ROOT);
  // The tool reports 0 modules and success when it does not understand the installed TypeScript.
  expect(modules).toBeGreaterThan(20);
  expect(violations).toEqual([]);
});

const planted: readonly { readonly rule: string; readonly files: Readonly<Record<string, string>> }[] = [
  { rule: 'source-imports', files: { 'source/a.ts': `import { b } from '../target/b';\nexport const a = b;`, 'target/b.ts': 'export const b = 1;' } },
  { rule: 'target-imports', files: { 'target/a.ts': `import type { B } from '../source/b';\nexport type A = B;`, 'source/b.ts': 'export type B = 1;' } },
  { rule: 'contracts-imports', files: { 'contracts/a.ts': `import { b } from '../entities/b';\nexport const a = b;`, 'entities/b.ts': 'export const b = 1;' } },
  { rule: 'workflows-know-types-of-activities', files: { 'workflows/a.ts': `import { b } from '../activities/b';\nexport const a = b;`, 'activities/b.ts': 'export const b = 1;' } },
  { rule: 'workflows-use-temporal-only', files: { 'workflows/a.ts': `import { readFileSync } from 'node:fs';\nexport const a = readFileSync;` } },
  { rule: 'words-do-no-input-or-output', files: { 'entities/a.ts': `import { connect } from 'node:net';\nexport const a = connect;` } },
  { rule: 'no-cycles', files: { 'source/a.ts': `import { b } from './b';\nexport const a = () => b;`, 'source/b.ts': `import { a } from './a';\nexport const b = () => a;` } },
];

describe('each rule finds the fault it is for', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'banyan-rooms-'));
    writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "module": "commonjs", "moduleResolution": "node10" } }');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each(planted)('$rule', ({ rule, files }) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    expect(cruise(folder).violations).toEqual([expect.stringMatching(`^${rule}: `)]);
  });

  test('workflows may name activities by type', () => {
    for (const room of ['workflows', 'activities']) mkdirSync(join(folder, room));
    writeFileSync(join(folder, 'workflows/a.ts'), `import type { B } from '../activities/b';\nexport type A = B;`);
    writeFileSync(join(folder, 'activities/b.ts'), 'export type B = 1;');
    expect(cruise(folder)).toEqual({ modules: 2, violations: [] });
  });
});
