import { noteConsistency } from '../target/consistency-checks';
import { inTransaction } from '../target/connect';
import type { SampledEntity } from './compare-samples';
import type { PipelineContext } from './context';

/** Keeps what comparing a service's samples found. */
export const noteConsistencyOf = (context: Pick<PipelineContext, 'control'>, service: string, entities: readonly SampledEntity[]): Promise<void> =>
  inTransaction(context.control, (client) => noteConsistency(client, entities.map((entity) => ({ service, ...entity }))));
