import { BanyanFailure } from '../contracts/failures';
import type { Refusal } from '../entities/grammar/decode';
import type { Selection } from '../source/selection';
import { withTarget } from '../target/connect';
import { constraintColumns } from '../target/constraint-columns';
import { isViolation, violated } from '../target/failure-of';
import type { PipelineContext } from './context';
import { describeFault } from './delivery/describe-fault';
import { project, type Projected, type ProjectRequest } from './project';

/** More aggregates of one projection are no poison records: the mapping or the table is wrong. */
const mostApart = 20;

/** The shop goes on while the culprits are looked for, so that others may violate by then. */
const rounds = 3;

/**
 * Projects all that the target takes. Where it refuses rows for what they say, the keys are halved until the culprits
 * stand alone. Those are quarantined and keep their last good rows; the others are carried, in one transaction with
 * what else must commit.
 * @throws ConstraintViolated when too many aggregates violate.
 */
export async function projectCarriable(context: PipelineContext, request: ProjectRequest): Promise<Projected> {
  const { entity } = request;
  let chosen: Selection | undefined;
  const selection: ProjectRequest['selection'] = async (snapshot, compiled) => (
    chosen = typeof request.selection === 'function' ? await request.selection(snapshot, compiled) : request.selection);
  const apart = new Map<number, Refusal>();
  for (let round = 1; ; round++) {
    try {
      return await project(context, { ...request, selection, refused: [...apart.values()] });
    } catch (error) {
      if (!isViolation(error) || chosen === undefined || round === rounds) throw error;
      const culprits: Culprit[] = [];
      await standAlone(context, { entity, selection: chosen, error, among: sizeOf(chosen) }, culprits);
      for (const culprit of culprits) apart.set(culprit.key, await refusalOf(context, entity, culprit));
    }
  }
}

interface Culprit {
  readonly key: number;
  readonly error: unknown;
}

interface Suspects {
  readonly entity: string;
  readonly selection: Selection;
  /** Why they could not be projected together. */
  readonly error: unknown;
  readonly among: string;
}

/** Finds whom the target refuses. Whatever is projected on the way is right as it is: the guard lets newer rows over it. */
async function standAlone(context: PipelineContext, { entity, selection, error, among }: Suspects, culprits: Culprit[]): Promise<void> {
  const key = onlyKey(selection);
  if (key !== undefined) {
    culprits.push({ key, error });
    if (culprits.length <= mostApart) return;
    throw new BanyanFailure('ConstraintViolated',
      `${entity}: the target refuses more than ${mostApart} of ${among}, ${entity} ${key} for one: ${describeFault(error)}`, error);
  }
  for (const half of halve(selection)) {
    try {
      await project(context, { entity, selection: half });
    } catch (why) {
      if (!isViolation(why)) throw why;
      await standAlone(context, { entity, selection: half, error: why, among }, culprits);
    }
  }
}

function onlyKey(selection: Selection): number | undefined {
  if ('keys' in selection) return selection.keys.length === 1 ? selection.keys[0] : undefined;
  return selection.from === selection.to ? selection.from : undefined;
}

function halve(selection: Selection): Selection[] {
  if ('keys' in selection) {
    const middle = Math.ceil(selection.keys.length / 2);
    return [{ keys: selection.keys.slice(0, middle) }, { keys: selection.keys.slice(middle) }];
  }
  const middle = selection.from + Math.floor((selection.to - selection.from) / 2);
  return [{ from: selection.from, to: middle }, { from: middle + 1, to: selection.to }];
}

const sizeOf = (selection: Selection): string =>
  ('keys' in selection ? `${selection.keys.length} aggregates` : `the aggregates from ${selection.from} to ${selection.to}`);

/** What is known of it, in names: columns are those of the service's table. */
async function refusalOf(context: PipelineContext, entity: string, { key, error }: Culprit): Promise<Refusal> {
  const { definition, children } = context.entity(entity);
  const { schema, table, column, constraint } = violated(error);
  const from = children.find(({ target }) => target.schema === schema && target.name === table)?.source ?? definition.root;
  const columns = column ?? (schema && table && constraint
    ? await withTarget(context.targetOf(definition.service), (client) => constraintColumns(client, { schema, table, constraint })) : '');
  return { key, table: from, column: columns, reason: describeFault(error) };
}
