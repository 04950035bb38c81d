import type { SamplesOutcome } from '../../contracts/read-cutover';
import type { Domain } from '../../contracts/routing';
import type { ControlPool } from '../../gateway/flags/connect-control';
import { queueAlert } from '../../gateway/health/send-alerts';
import { compareSamples } from '../../pipeline/compare-samples';
import type { PipelineContext } from '../../pipeline/context';
import { noteConsistencyOf } from '../../pipeline/note-consistency';
import type { Details } from '../define-activity';

/** Where samples are compared, and where the gateways' alerts are queued. */
export interface ComparedWhere {
  readonly context: PipelineContext;
  readonly routing: ControlPool;
  show(details: Details): void;
}

/** Compares samples of a domain's entities, keeps what was found, and has an alert sent when anything differs. */
export async function compareAndNote({ context, routing, show }: ComparedWhere, { domain, samples }: { readonly domain: Domain; readonly samples: number }): Promise<SamplesOutcome> {
  show({ domain, compares: samples });
  const entities = await compareSamples(context, { service: domain, samples });
  await noteConsistencyOf(context, domain, entities);
  const outcome: SamplesOutcome = {
    compared: entities.reduce((sum, { compared }) => sum + compared, 0),
    mismatches: entities.reduce((sum, { mismatches }) => sum + mismatches.length, 0),
    quarantined: entities.reduce((sum, { quarantined }) => sum + quarantined, 0),
    differing: entities.filter(({ mismatches }) => mismatches.length > 0).map(({ entity }) => entity),
  };
  if (outcome.mismatches > 0) {
    await queueAlert(routing, `${domain}: ${outcome.mismatches} rows differ in ${outcome.compared} samples (${outcome.differing.join(', ')}). See banyan.consistency_checks, then: banyan repair`);
  }
  return outcome;
}
