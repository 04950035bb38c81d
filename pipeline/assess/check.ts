import type { Finding } from '../../contracts/assessment';
import type { BanyanFailure } from '../../contracts/failures';

/** A finding before it knows the name of its check. */
export type Observation = Omit<Finding, 'check'>;

/** One named question, asked of a view. Checks never write. */
export interface Check<View> {
  readonly name: string;
  run(view: View): Promise<readonly Observation[]>;
}

export const ok = (says: string): Observation => ({ severity: 'ok', says, remedy: '' });
export const warning = (says: string, remedy: string): Observation => ({ severity: 'warning', says, remedy });
export const blocker = (says: string, remedy: string): Observation => ({ severity: 'blocker', says, remedy });

/** A failure that nothing could be asked behind; says whether it was silence. */
export const stopped = (error: BanyanFailure, { says = error.message, remedy = error.remedy } = {}): Observation =>
  ({ ...blocker(says, remedy), ...(error.retryable ? { unanswered: true } : {}) });

/** A finding of a check. */
export const findingOf = (check: string, observation: Observation): Finding => ({ check, ...observation });

/** A list of names for a sentence: the first ones, and how many more there are. */
export function someOf(names: readonly string[], most = 8): string {
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}
