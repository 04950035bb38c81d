import { z } from 'zod';
import { planFault, problemsIn } from './plan-fault';
import { domains } from './routing';

const seconds = z.number().min(0).max(90 * 86_400);

const plan = z.strictObject({
  domain: z.enum(domains).describe('whose reads move; the workflow is read-cutover/<domain>'),
  teamShare: z.number().min(1).max(100).default(10).describe('percentage of the team that reads from the service first'),
  teamHoldSeconds: seconds.default(86_400).describe('how long the team alone does, without a break'),
  holdSeconds: seconds.default(7 * 86_400).describe('how long everyone does, without a break, before the exit check counts'),
  gates: z.enum(['manual', 'auto']).default('manual').describe('auto: a stage is left by itself once its checks pass'),
  recheckSeconds: z.number().min(0.05).max(3_600).default(30).describe('how often checks are repeated'),
  attempts: z.int().min(1).max(1000).default(60).describe('tries of one step before it holds and asks'),
  samples: z.int().min(1).max(100_000).default(1_000).describe('aggregates of each entity that the exit check compares'),
  consistency: z.strictObject({
    everyMinutes: z.int().min(1).max(1440).default(15).describe('how often samples are compared, by a schedule of its own'),
    samples: z.int().min(1).max(10_000).default(100).describe('aggregates of each entity, each time'),
  }).prefault({}),
  bounds: z.strictObject({
    maxLagMs: z.number().positive().default(2_000).describe('99 of 100 changes must be there within'),
    maxFallbackMs: z.number().positive().default(5_000).describe('longest that a read may take which Magento answers after all'),
    minSuccessPercent: z.number().min(0).max(100).default(99.9).describe('reads answered, whoever answers'),
    maxP99Ms: z.number().positive().default(200).describe('99 of 100 reads from the service must be answered within'),
  }).prefault({}),
});

/** What a person writes to move the reads of a domain; `{"domain": "catalog"}` is a whole plan. */
export type CutoverPlanInput = z.input<typeof plan>;
export type CutoverPlan = z.output<typeof plan>;

/** The schema of a plan, for documentation. */
export const cutoverPlan = plan;

/** @throws BanyanFailure InvalidPlan naming every problem at once. */
export function parseCutoverPlan(input: unknown): CutoverPlan {
  const parsed = plan.safeParse(input);
  if (parsed.success) return parsed.data;
  throw planFault(problemsIn(parsed.error));
}
