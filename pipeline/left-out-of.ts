import type { CompiledEntity } from '../entities/grammar/compile';
import type { PipelineContext } from './context';
import { openSnapshot } from './open-snapshot';

/** Which of some aggregates the run's cut leaves out, as the source is now. */
export const leftOutOf = (context: PipelineContext, compiled: CompiledEntity, keys: readonly number[]): Promise<readonly number[]> =>
  keys.length === 0 || !compiled.definition.customer ? Promise.resolve([]) : openSnapshot(context, (snapshot) => snapshot.leftOut(compiled, { keys }));
