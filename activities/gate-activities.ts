import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { gateNames } from '../contracts/messages';
import { namesOfFailing, signatureOf, type GateCheck } from '../contracts/gate-check';
import { assess } from '../pipeline/assess/assess';
import type { ActivityDeps } from './activity-deps';
import { defineActivity } from './define-activity';
import { checkGate } from './gate-checks';
import { outcomeOf } from './outcome-of';

const gateQuestion = z.object({
  gate: z.enum(gateNames), entities: z.array(z.string().min(1)), maxLagMs: z.number(), verification: z.string().optional(),
});

/** What a gate asks: once, and for as long as it waits. */
export const createGateActivities = (deps: ActivityDeps) => ({
  checkGate: defineActivity(gateQuestion, async (question): Promise<GateCheck[]> => checkGate(await deps.context(), question)),

  /** Assesses again and again, and answers when it comes to something else than was seen. */
  watchAssessment: defineActivity(z.object({ acknowledge: z.array(z.string()), customersSince: z.iso.date().optional(), seen: z.string(), everyMs: z.number() }), async ({ acknowledge, seen, everyMs, ...choice }, { signal, show }) => {
    for (;;) {
      await setTimeout(everyMs, undefined, { signal });
      const outcome = outcomeOf(await assess(deps.config, choice), acknowledge);
      show({ gate: 'assess', blockers: outcome.blockers, warnings: outcome.warnings });
      if (JSON.stringify(outcome) !== seen) return;
    }
  }),

  /** Asks again and again, and answers when a verdict is another than those seen. */
  watchGate: defineActivity(gateQuestion.extend({ seen: z.string(), everyMs: z.number() }), async ({ seen, everyMs, ...question }, { signal, show }) => {
    const context = await deps.context();
    for (;;) {
      await setTimeout(everyMs, undefined, { signal });
      const checks = await checkGate(context, question);
      show({ gate: question.gate, fails: namesOfFailing(checks) || 'nothing' });
      if (signatureOf(checks) !== seen) return checks;
    }
  }),
});
