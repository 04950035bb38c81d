import { Context } from '@temporalio/activity';
import type { z } from 'zod';
import { BanyanFailure } from '../contracts/failures';
import { translateFailure } from './translate-failure';

/** What people see of a running activity: keys, counts, and why it waits. */
export type Details = Readonly<Record<string, string | number>>;

/** An activity while it runs. */
export interface Step {
  /** Aborted when the activity is cancelled or the worker stops. */
  readonly signal: AbortSignal;
  /** Shows details from now on. They are sent every second, so that a dead worker is noticed soon. */
  show(details: Details): void;
}

const beatMs = 1000;

/** Makes an activity: input checked, heartbeats sent, failures translated. */
export function defineActivity<Schema extends z.ZodType, Result>(
  schema: Schema, work: (input: z.output<Schema>, step: Step) => Promise<Result>,
): (input: z.input<Schema>) => Promise<Result> {
  return async (given) => {
    const context = Context.current();
    const { cancellationSignal: signal } = context;
    let details: Details | undefined;
    const beat = (): void => context.heartbeat(details);
    const timer = setInterval(beat, beatMs);
    try {
      const show = (next: Details): void => {
        details = next;
        beat();
      };
      return await work(parse(schema, given, context.info.activityType), { signal, show });
    } catch (error) {
      throw translateFailure(error, { attempt: context.info.attempt, cancelled: signal.aborted });
    } finally {
      clearInterval(timer);
    }
  };
}

function parse<Schema extends z.ZodType>(schema: Schema, given: unknown, activity: string): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'input'}: ${issue.message}`).join('; ');
  throw new BanyanFailure('InvalidInput', `${activity}: ${problems}`);
}
