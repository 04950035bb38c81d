import { setTimeout } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import { z } from 'zod';
import { workflowTypes } from '../../contracts/messages';
import { namesOfFailing, signatureOf, type GateCheck } from '../../contracts/gate-check';
import { parseCutoverPlan, type CutoverPlan } from '../../contracts/cutover-plan';
import { consistencyId, cutoverId, type SamplesOutcome } from '../../contracts/read-cutover';
import { domains } from '../../contracts/routing';
import { BanyanFailure } from '../../contracts/failures';
import { changeTable } from '../../gateway/flags/routing-table';
import type { ActivityDeps } from '../activity-deps';
import { defineActivity } from '../define-activity';
import { checkReads, readsQuestion } from './check-reads';
import { compareAndNote } from './compare-and-note';

const domain = z.enum(domains);
const share = z.number().min(0).max(100);

export type ReadCutoverActivities = ReturnType<typeof createReadCutoverActivities>;

/** The steps that move a domain's reads. */
export const createReadCutoverActivities = (deps: ActivityDeps) => ({
  /** Checks what a read cutover was started with. Its workflow's id must name the domain, so that nobody starts it twice. */
  readCutoverPlan: defineActivity(z.object({ input: z.unknown(), workflowId: z.string() }), async ({ input, workflowId }): Promise<CutoverPlan> => {
    const plan = parseCutoverPlan(input ?? {});
    if (workflowId === cutoverId(plan.domain)) return plan;
    throw new BanyanFailure('InvalidPlan', `the reads of ${plan.domain} must be moved by workflow ${cutoverId(plan.domain)}, not ${workflowId}: so nobody starts it twice`);
  }),

  checkReads: defineActivity(readsQuestion, async (question): Promise<GateCheck[]> => checkReads(await deps.context(), await deps.routing(), question)),

  /** Asks again and again, and answers when a verdict is another than those seen, or the time is up. */
  watchReads: defineActivity(readsQuestion.extend({ seen: z.string(), everyMs: z.number(), until: z.iso.datetime().optional() }), async ({ seen, everyMs, until, ...question }, { signal, show }) => {
    const [context, routing] = [await deps.context(), await deps.routing()];
    const end = until === undefined ? Infinity : Date.parse(until);
    for (;;) {
      await setTimeout(Math.max(0, Math.min(everyMs, end - Date.now())), undefined, { signal });
      const checks = await checkReads(context, routing, question);
      show({ stage: question.stage, fails: namesOfFailing(checks) || 'nothing' });
      if (signatureOf(checks) !== seen || Date.now() >= end) return;
    }
  }),

  /** Sets how many read from the service. */
  setReads: defineActivity(z.object({ domain, team: share.optional(), everyone: share.optional(), who: z.string(), why: z.string() }), async ({ domain: of, team, everyone, ...author }) => {
    const { version } = await changeTable(await deps.routing(), [{ action: 'set', flag: `${of}_read`, team, everyone }], author);
    return { version };
  }),

  compareDomain: defineActivity(z.object({ domain, samples: z.number() }), async (asked, { show }): Promise<SamplesOutcome> =>
    compareAndNote({ context: await deps.context(), routing: await deps.routing(), show }, asked)),

  /** Has samples compared every so often, by a schedule that outlives whoever asked for it. */
  scheduleConsistency: defineActivity(z.object({ domain, everyMinutes: z.number(), samples: z.number(), taskQueue: z.string() }), async ({ domain: of, everyMinutes, samples, taskQueue }) => {
    const { client } = Context.current();
    const action = { type: 'startWorkflow', workflowType: workflowTypes.checkConsistency, workflowId: consistencyId(of), taskQueue, args: [{ domain: of, samples }] } as const;
    const spec = { intervals: [{ every: everyMinutes * 60_000 }] };
    try {
      await client.schedule.create({ scheduleId: consistencyId(of), spec, action, policies: { overlap: 'SKIP' } });
    } catch (error) {
      if ((error as Error).name !== 'ScheduleAlreadyRunning') throw error;
      await client.schedule.getHandle(consistencyId(of)).update((known) => ({ ...known, spec, action }));
    }
  }),

  endConsistency: defineActivity(z.object({ domain }), async ({ domain: of }) => {
    await Context.current().client.schedule.getHandle(consistencyId(of)).delete().catch((error: Error) => {
      if (error.name !== 'ScheduleNotFoundError') throw error;
    });
  }),
});
