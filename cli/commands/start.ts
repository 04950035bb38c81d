import { Command, Option } from 'commander';
import { migrationId, queuesOf, starterMemo, workflowTypes } from '../../contracts/messages';
import { deliveries, parsePlan, sourceReaders, type MigrationPlan } from '../../contracts/plan';
import { planNames } from '../../pipeline/plan-names';
import type { DefineCommand } from '../define-command';
import { exitCodes } from '../exit-codes';
import { readPlanFile } from '../read-plan-file';
import { temporalFault } from '../temporal-fault';
import { wholeNumber } from '../whole-number';
import { knownEntity } from './entity-argument';

interface StartOptions {
  readonly run?: string;
  readonly plan?: string;
  readonly include?: readonly string[];
  readonly skip?: readonly string[];
  readonly customersSince?: string;
  readonly acknowledge?: readonly string[];
  readonly delivery?: string;
  readonly sourceReader?: string;
  readonly gates?: string;
  readonly concurrency?: number;
  readonly end?: string;
}

const gather = (name: string, before: readonly string[] = []): string[] => [...before, name];
const gatherEntity = (name: string, before: readonly string[] = []): string[] => [...before, knownEntity(name)];

/** `banyan start`: checks the plan and starts the workflow. */
export const startCommand: DefineCommand = (session, end) =>
  new Command('start')
    .description('begins a run: checks its plan and starts the migration workflow')
    .option('--run <name>', 'name of the run; the present time by default')
    .option('--plan <file>', 'a plan as JSON; options win over it')
    .option('--include <entity>', 'migrate only this entity; may be repeated', gatherEntity)
    .option('--skip <entity>', 'leave this entity out; may be repeated', gatherEntity)
    .option('--customers-since <day>', 'carry only customers created on this day (UTC) or later, and those that orders, reviews or wishlists refer to')
    .option('--acknowledge <check>', 'a check of the assessment whose blockers are known and accepted; may be repeated', gather)
    .addOption(new Option('--delivery <kind>', 'how changes reach the targets: applied by the stream worker, or over Dapr by subscribers').choices(deliveries))
    .addOption(new Option('--source-reader <reader>', 'who reads the log of the source: the stream worker itself, or Debezium').choices(sourceReaders))
    .option('--gates <how>', 'manual: each gate waits for banyan approve; auto: it opens once its checks pass')
    .option('--concurrency <ranges>', 'ranges copied at the same time', wholeNumber)
    .option('--end <how>', 'once verified: follow the shop on, or stop')
    .action(async ({ plan: file, run, ...options }: StartOptions) => {
      const plan = planOf(file === undefined ? {} : await readPlanFile(file, '{"run": "shop-1"}'), { run, ...options });
      await session.withTemporal(async ({ client }) => {
        try {
          await client.workflow.start(workflowTypes.migration, {
            workflowId: migrationId(plan.run), taskQueue: queuesOf(session.config().BANYAN_TEMPORAL_QUEUES).control, args: [plan], memo: { [starterMemo]: session.who },
            // The progress of a run belongs to its name: a second run of that name would think itself done.
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
          });
        } catch (error) {
          throw temporalFault(error, plan.run);
        }
      });
      session.show({ run: plan.run, workflowId: migrationId(plan.run), plan }, () =>
        `The run ${plan.run} has begun. Follow it with: banyan status --watch --run ${plan.run}\n`);
      end(exitCodes.ok);
    });

/** A plan from a file and the options beside it. @throws InvalidPlan, InvalidInput. */
export function planOf(file: Readonly<Record<string, unknown>>, options: Omit<StartOptions, 'plan'>): MigrationPlan {
  const said = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return parsePlan({ run: `run-${new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}`, ...file, ...said }, { names: planNames });
}
