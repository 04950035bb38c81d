import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { gateNames } from '../contracts/messages';
import type { GateCheck } from '../contracts/outcomes';
import type { ActivityDeps } from './activity-deps';
import { defineActivity } from './define-activity';
import { checkGate } from './gate-checks';

const gateQuestion = z.object({
  gate: z.enum(gateNames), entities: z.array(z.string().min(1)), maxLagMs: z.number(), verification: z.string().optional(),
});

/** What a gate asks: once, and for as long as it waits. */
export const createGateActivities = (deps: ActivityDeps) => ({
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
});

/** Verdicts of checks in one word, to see whether any has changed. */
const signatureOf = (checks: readonly GateCheck[]): string => checks.map((check) => `${check.name}=${check.verdict}`).join(' ');
