import { join } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';

let bundling: Promise<WorkflowBundle> | undefined;

/** The code of the workflows as workers run it: bundled once per process. */
export function bundleWorkflows(): Promise<WorkflowBundle> {
  bundling ??= bundleWorkflowCode({ workflowsPath: join(__dirname, '..', 'workflows', 'index.ts'), logger: quiet });
  return bundling;
}

const silence = (): void => undefined;
/** Webpack's progress interests nobody; its errors are thrown. */
const quiet = { log: silence, trace: silence, debug: silence, info: silence, warn: silence, error: (message: string): void => console.error(message) };
