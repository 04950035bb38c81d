import { readMismatchedKeys } from '../target/verifications';
import type { PipelineContext } from './context';
import { projectCarriable } from './project-carriable';

const keysAtOnce = 500;

/** Projects every aggregate that a verification found different. Verify again afterwards: a repair proves nothing itself. */
export async function repair(context: PipelineContext, { verification }: { verification: string }): Promise<{ projected: number; refused: number }> {
  const result = { projected: 0, refused: 0 };
  for (const [entity, keys] of await readMismatchedKeys(context.control, verification)) {
    for (let at = 0; at < keys.length; at += keysAtOnce) {
      const projected = await projectCarriable(context, { entity, selection: { keys: keys.slice(at, at + keysAtOnce) } });
      result.projected += projected.found + projected.gone;
      result.refused += projected.refusals.length;
    }
  }
  return result;
}
