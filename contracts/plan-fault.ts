import type { z } from 'zod';
import { BanyanFailure } from './failures';

/** A line for every mistake that a schema found. */
export const problemsIn = (error: z.ZodError | undefined): string[] => (error?.issues ?? []).map((issue) => `  - ${issue.path.join('.') || 'plan'}: ${issue.message}`);

/** All mistakes of a plan at once. */
export const planFault = (problems: readonly string[]): BanyanFailure => new BanyanFailure('InvalidPlan', `the plan has ${problems.length} problem(s):\n${problems.join('\n')}`);
