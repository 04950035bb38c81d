import { BanyanFailure } from '../contracts/failures';
import { migrationId } from '../contracts/messages';
import { parsePlan, type MigrationPlan } from '../contracts/plan';
import { planNames } from '../pipeline/plan-names';

const prefix = migrationId('');

/**
 * Checks a plan. The workflow's id and the run's name must agree, because parts and other runs are told apart by it.
 * @throws BanyanFailure InvalidPlan.
 */
export function readPlan(input: unknown, workflowId: string): MigrationPlan {
  const plan = parsePlan(input, { run: workflowId.startsWith(prefix) ? workflowId.slice(prefix.length) : undefined, names: planNames });
  if (migrationId(plan.run) === workflowId) return plan;
  throw new BanyanFailure('InvalidPlan', `run ${plan.run} must be started as workflow ${migrationId(plan.run)}, not ${workflowId}: so nobody starts it twice`);
}
