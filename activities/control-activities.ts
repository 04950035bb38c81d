import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { gateNames } from '../contracts/messages';
import type { AssessmentOutcome, GateCheck } from '../contracts/outcomes';
import type { EntitySpan } from '../contracts/parts';
import { assess } from '../pipeline/assess/assess';
import { forgetCopy, forgetPosition, stateEntity, statedEntities } from '../pipeline/entity-states';
import { noteAudits } from '../pipeline/note-audits';
import { passBarrier } from '../pipeline/pass-barrier';
import { planBackfill } from '../pipeline/plan-backfill';
import { prepareTargets } from '../pipeline/prepare-targets';
import type { ActivityDeps } from './activity-deps';
import { caughtUp } from './caught-up';
import { defineActivity } from './define-activity';
import { checkGate } from './gate-checks';
import { readPlan } from './read-plan';
import { outcomeOf } from './outcome-of';
import { verdictOn } from './verdict-on';

const run = z.string().min(1);
const entity = z.string().min(1);
const gateQuestion = z.object({
  gate: z.enum(gateNames), entities: z.array(entity), maxLagMs: z.number(), verification: z.string().optional(),
});
const auditEntry = z.object({ run, who: z.string(), action: z.string(), why: z.string(), detail: z.record(z.string(), z.unknown()).optional() });

export type ControlActivities = ReturnType<typeof createControlActivities>;

/** What a control worker does: everything that is short, and the waits. */
export const createControlActivities = (deps: ActivityDeps) => ({
  /** Checks what a run was started with, and fills in its defaults. */
  readPlan: defineActivity(z.object({ input: z.unknown(), workflowId: z.string() }), async ({ input, workflowId }) =>
    ({ plan: readPlan(input, workflowId), searchable: deps.searchable })),

  assessShop: defineActivity(z.object({ acknowledge: z.array(z.string()) }), async ({ acknowledge }): Promise<AssessmentOutcome> =>
    outcomeOf(await assess(deps.config), acknowledge)),

  /** Brings the targets' schemas up to date and states which entities are followed. */
  prepareRun: defineActivity(z.object({ run, skipped: z.array(entity) }), async ({ skipped }) => {
    const applied = await prepareTargets(deps.config);
    const context = await deps.context();
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
    z.object({ run, include: z.array(entity).optional(), skip: z.array(entity), aggregatesPerRange: z.int().min(1) }),
    async (plan): Promise<EntitySpan[]> => planBackfill(await deps.context(), plan)),

  checkGate: defineActivity(gateQuestion, async (question): Promise<GateCheck[]> => checkGate(await deps.context(), question)),

  /** Asks again and again, and answers when a verdict is another than those seen. */
  watchGate: defineActivity(gateQuestion.extend({ seen: z.string(), everyMs: z.number() }), async ({ seen, everyMs, ...question }, { signal, show }) => {
    const context = await deps.context();
    for (;;) {
      await setTimeout(everyMs, undefined, { signal });
      const checks = await checkGate(context, question);
      const failing = checks.filter((check) => check.verdict !== 'pass').map((check) => check.name);
      show({ gate: question.gate, fails: failing.join(', ') || 'nothing' });
      if (signatureOf(checks) !== seen) return checks;
    }
  }),

  noteAudits: defineActivity(z.object({ entries: z.array(auditEntry) }), async ({ entries }) => {
    // A person may speak before the run has prepared anything.
    await prepareTargets(deps.config);
    await noteAudits(await deps.context(), entries);
  }),

  stateEntity: defineActivity(z.object({ entity, state: z.enum(['active', 'paused', 'skipped']), why: z.string() }), async (stated) =>
    stateEntity(await deps.context(), stated)),

  forgetCopy: defineActivity(z.object({ run, entity }), async (of) => forgetCopy(await deps.context(), of)),

  forgetPosition: defineActivity(z.object({ run }), async () => forgetPosition(await deps.context())),

  awaitCatchUp: defineActivity(z.object({ maxLagMs: z.number(), quietSeconds: z.number() }), async (bounds, step) =>
    caughtUp(await deps.context(), bounds, step)),

  summarizeVerification: defineActivity(z.object({ verification: z.string(), entities: z.array(entity) }), async ({ verification, entities }) =>
    verdictOn(await deps.context(), verification, entities)),
});

/** Verdicts of checks in one word, to see whether any has changed. */
const signatureOf = (checks: readonly GateCheck[]): string => checks.map((check) => `${check.name}=${check.verdict}`).join(' ');
