import { z } from 'zod';
import { BanyanFailure } from '../contracts/failures';
import type { AssessmentOutcome } from '../contracts/outcomes';
import type { EntitySpan } from '../contracts/parts';
import { assess } from '../pipeline/assess/assess';
import { claimTargets } from '../pipeline/claim-targets';
import { chooseCustomers } from '../pipeline/choose-customers';
import { forgetCopy, stateEntity, statedEntities } from '../pipeline/entity-states';
import { forgetPosition } from '../pipeline/gaps';
import { noteAudits } from '../pipeline/note-audits';
import { passBarrier } from '../pipeline/pass-barrier';
import { planBackfill } from '../pipeline/plan-backfill';
import { prepareTargets } from '../pipeline/prepare-targets';
import type { ActivityDeps } from './activity-deps';
import { caughtUp } from './caught-up';
import { defineActivity } from './define-activity';
import { createGateActivities } from './gate-activities';
import { outcomeOf } from './outcome-of';
import { createReadCutoverActivities } from './read-cutover/read-cutover-activities';
import { readPlan } from './read-plan';
import { verdictOn } from './verdict-on';

const run = z.string().min(1);
const entity = z.string().min(1);
const customersSince = z.iso.date().optional();
const auditEntry = z.object({ run, who: z.string(), action: z.string(), why: z.string(), detail: z.record(z.string(), z.unknown()).optional() });

export type ControlActivities = ReturnType<typeof createControlActivities>;

/** What a control worker does: everything that is short, and the waits. */
export const createControlActivities = (deps: ActivityDeps) => ({
  ...createGateActivities(deps),
  ...createReadCutoverActivities(deps),

  /** Checks what a run was started with, and fills in its defaults. */
  readPlan: defineActivity(z.object({ input: z.unknown(), workflowId: z.string() }), async ({ input, workflowId }) =>
    ({ plan: readPlan(input, workflowId), searchable: deps.searchable })),

  assessShop: defineActivity(z.object({ acknowledge: z.array(z.string()), customersSince }), async ({ acknowledge, ...choice }): Promise<AssessmentOutcome> =>
    outcomeOf(await assess(deps.config, choice), acknowledge)),

  /** Brings the targets' schemas up to date, fixes which customers are carried, and states which entities are followed. */
  prepareRun: defineActivity(z.object({ run, execution: z.string(), skipped: z.array(entity), customersSince }), async ({ run: name, execution, skipped, customersSince: since }) => {
    const applied = await prepareTargets(deps.config);
    const context = await deps.context();
    await claimTargets(context, { run: name, execution });
    await chooseCustomers(context, since);
    for (const { entity: stated } of await statedEntities(context)) {
      if (!skipped.includes(stated)) await stateEntity(context, { entity: stated, state: 'active', why: 'a run begins' });
    }
    for (const name of skipped) await stateEntity(context, { entity: name, state: 'skipped', why: 'the plan leaves it out' });
    return { applied: applied.length };
  }),

  passBarrier: defineActivity(z.object({ run }), async (_, { signal, show }) =>
    ({ label: await passBarrier(await deps.context(), { signal, onWait: (label) => show({ waits: `for the stream to pass barrier ${label}` }) }) })),

  /** Splits the entities into ranges, once per run. */
  planBackfill: defineActivity(
    z.object({ run, include: z.array(entity).optional(), skip: z.array(entity), rowsPerRange: z.int().min(1) }),
    async (plan): Promise<EntitySpan[]> => planBackfill(await deps.context(), plan)),

  noteAudits: defineActivity(z.object({ entries: z.array(auditEntry) }), async ({ entries }) => {
    try {
      await noteAudits(await deps.context(), entries);
    } catch (error) {
      if (!(error instanceof BanyanFailure) || error.failure !== 'TargetSchemaDrift') throw error;
      // Somebody spoke before the run had prepared anything.
      await prepareTargets(deps.config);
      await noteAudits(await deps.context(), entries);
    }
  }),

  stateEntity: defineActivity(z.object({ entity, state: z.enum(['active', 'paused', 'skipped']), why: z.string() }), async (stated) =>
    stateEntity(await deps.context(), stated)),

  /** Makes the next copy of entities start at their first keys. */
  forgetCopy: defineActivity(z.object({ run, entities: z.array(entity) }), async (of) => {
    const context = await deps.context();
    for (const name of of.entities) await forgetCopy(context, { run: of.run, entity: name });
  }),

  forgetPosition: defineActivity(z.object({ run }), async () => forgetPosition(await deps.context())),

  awaitCatchUp: defineActivity(z.object({ maxLagMs: z.number(), quietSeconds: z.number() }), async (bounds, step) =>
    caughtUp(await deps.context(), bounds, step)),

  summarizeVerification: defineActivity(z.object({ verification: z.string(), entities: z.array(entity) }), async ({ verification, entities }) =>
    verdictOn(await deps.context(), verification, entities)),
});
