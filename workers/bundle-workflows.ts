import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';

const ROOT = join(__dirname, '..');
/** Where tools keep what they can make again; it goes when packages are installed anew. */
const KEPT = join(ROOT, 'node_modules', '.cache', 'banyan');

let bundling: Promise<Pick<WorkflowBundle, 'code'>> | undefined;

/**
 * The code of the workflows as workers run it. Bundling takes two seconds, which a worker that was killed has better uses
 * for: so it is done once for each state of the sources, and kept where that can be written.
 */
export function bundleWorkflows(): Promise<Pick<WorkflowBundle, 'code'>> {
  bundling ??= keptOr(bundle);
  return bundling;
}

async function keptOr(make: () => Promise<WorkflowBundle>): Promise<Pick<WorkflowBundle, 'code'>> {
  const file = join(KEPT, `workflows-${digestOfSources()}.js`);
  const kept = readIfThere(file);
  if (kept !== undefined) return { code: kept };
  const made = await make();
  keep(file, made.code);
  return made;
}

const bundle = (): Promise<WorkflowBundle> => bundleWorkflowCode({ workflowsPath: join(ROOT, 'workflows', 'index.ts'), logger: quiet });

/** Everything that can come into the bundle; `test/architecture` holds workflows to these rooms. */
function digestOfSources(): string {
  const hash = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
  for (const room of ['contracts', 'workflows']) {
    for (const name of readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).sort()) {
      if (name.endsWith('.ts')) hash.update(`\0${room}/${name}\0`).update(readFileSync(join(ROOT, room, name)));
    }
  }
  return hash.digest('hex').slice(0, 32);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

function keep(file: string, code: string): void {
  try {
    mkdirSync(KEPT, { recursive: true });
    // Others may bundle at the same time: what is there is always whole.
    writeFileSync(`${file}.${process.pid}`, code);
    renameSync(`${file}.${process.pid}`, file);
    for (const other of readdirSync(KEPT)) if (other.endsWith('.js') && join(KEPT, other) !== file) rmSync(join(KEPT, other), { force: true });
  } catch (error) {
    // A checkout that only others may write to: each worker bundles for itself.
    if (!['EACCES', 'EROFS', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

const silence = (): void => undefined;
/** Webpack's progress interests nobody; its errors are thrown. */
const quiet = { log: silence, trace: silence, debug: silence, info: silence, warn: silence, error: (message: string): void => console.error(message) };
