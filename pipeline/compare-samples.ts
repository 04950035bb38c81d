import { createHash } from 'node:crypto';
import { idTexts } from '../entities/grammar/copy-writer';
import { randomKeys } from '../source/random-keys';
import { readIdKey } from '../target/id-key';
import type { Mismatch } from '../target/verifications';
import type { PipelineContext } from './context';
import { explain } from './explain';
import { leftOutOf } from './left-out-of';
import { recheck } from './recheck';

/** What the samples of one entity came to. */
export interface SampledEntity {
  readonly entity: string;
  /** Aggregates compared; fewer than asked where the shop has fewer. */
  readonly compared: number;
  /** Of the compared: left out by the run's cut, so equal only while the target has nothing of them. */
  readonly leftOut: number;
  readonly mismatches: readonly Mismatch[];
  /** Of the compared: held back in quarantine, so not equal, and not counted as mismatches. */
  readonly quarantined: number;
}

/**
 * Compares randomly chosen aggregates of a service's entities on both sides, each after the stream has passed what
 * was read from the source: a difference is never mere lag.
 */
export async function compareSamples(context: PipelineContext, { service, samples }: { service: string; samples: number }): Promise<SampledEntity[]> {
  const digestKey = createHash('sha256').update('verification').update(await readIdKey(context.control)).digest();
  const results: SampledEntity[] = [];
  for (const compiled of context.entities().filter(({ definition }) => definition.service === service)) {
    const keys = await randomKeys(context.source, { compiled, prefix: context.catalog().prefix, points: samples });
    const differences = await recheck(context, compiled, { roots: idTexts(context.ids, context.overrides(), { space: compiled.space, ids: keys }) });
    const explained = differences.length === 0 ? [] : await explain(context, compiled, { differences, digestKey });
    const held = new Set(explained.filter(isQuarantined).map(({ rootId }) => rootId));
    results.push({ entity: compiled.definition.name, compared: keys.length, leftOut: (await leftOutOf(context, compiled, keys)).length, quarantined: held.size, mismatches: explained.filter((mismatch) => !isQuarantined(mismatch)) });
  }
  return results;
}

const isQuarantined = ({ explanation }: Mismatch): boolean => explanation.startsWith('quarantined');
