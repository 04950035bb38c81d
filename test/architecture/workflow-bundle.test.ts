import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

const root = resolve(__dirname, '..', '..');
/** Webpack's name of a module, where the module begins. */
const moduleName = /^\/\*\*\*\/ "\.\/([^"]+)"$/gm;
const strange = /^(entities|source|target|pipeline|activities|workers|gateway|services|cli|scripts|test)\/|^node_modules\/(zod|pg|mysql2|@vlasky)\//;
const quiet = { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Bundles and names the modules that must not be inside. */
async function strangersIn(workflowsPath: string): Promise<string[]> {
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: quiet });
  // The map at the end repeats the sources and is left out.
  const modules = code.slice(0, code.lastIndexOf('//# sourceMappingURL'));
  const names = [...modules.matchAll(moduleName)].map((found) => found[1]!);
  // Webpack may write this otherwise one day; then nothing would be found strange.
  expect(names.length).toBeGreaterThan(20);
  return names.filter((name) => strange.test(name) && !name.startsWith('test/architecture/planted-'));
}

test('the bundle of the workflows holds no entity, no activity, no driver and no built-in of Node', async () => {
  expect(await strangersIn(join(root, 'workflows', 'index.ts'))).toEqual([]);
});

describe('what must not be inside is found', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(root, 'test', 'architecture', 'planted-')); });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('an entity', async () => {
    const path = join(folder, 'workflow.ts');
    writeFileSync(path, `import { allEntities } from '../../../entities/all-entities';\nexport async function planted() { return allEntities.length; }\n`);
    expect(await strangersIn(path)).toContain('entities/all-entities.ts');
  });

  test('a built-in of Node', async () => {
    const path = join(folder, 'workflow.ts');
    writeFileSync(path, `import { readFileSync } from 'node:fs';\nexport async function planted() { return readFileSync('/etc/hostname'); }\n`);
    await expect(strangersIn(path)).rejects.toThrow();
  });
});
