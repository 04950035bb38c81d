import { setTimeout } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { migrationId, queryNames, queuesOf, workflowTypes } from '../../contracts/messages';
import type { RunStatus, TimelineEntry } from '../../contracts/outcomes';
import { parsePlan, type PlanInput } from '../../contracts/plan';
import type { Config } from '../../contracts/config';
import { describeIndexing } from './describe-indexing';
import { nowAndThen } from './say-every';

/** A run of the migration workflow, driven from outside as an operator would. */
export interface DrivenRun {
  readonly run: string;
  status(): Promise<RunStatus>;
  timeline(): Promise<TimelineEntry[]>;
  /** Waits until the run is verified. @throws when it holds, is aborted, or takes longer than the limit. */
  verified(waiting: Waiting): Promise<RunStatus>;
  /** Says a word to the run, as `banyan` would; about an entity where the word asks for one. */
  tell(word: string, why: string, entity?: string): Promise<void>;
  result(): Promise<unknown>;
  close(): Promise<void>;
}

export interface Waiting {
  readonly ms: number;
  readonly say: (line: string) => void;
  /** Called with every answer. */
  readonly onStatus?: (status: RunStatus) => void;
  /** Called while a gate waits, before the next look. */
  readonly atGate?: (status: RunStatus) => Promise<void>;
}

/** Starts a run. */
export async function startRun(config: Config, plan: PlanInput): Promise<DrivenRun> {
  const connection = await Connection.connect({ address: config.BANYAN_TEMPORAL_ADDRESS });
  const client = new Client({ connection, namespace: config.BANYAN_TEMPORAL_NAMESPACE });
  const whole = parsePlan(plan);
  await client.workflow.start(workflowTypes.migration, {
    workflowId: migrationId(whole.run), taskQueue: queuesOf(config.BANYAN_TEMPORAL_QUEUES).control, args: [whole], workflowIdReusePolicy: 'REJECT_DUPLICATE',
  });
  const handle = client.workflow.getHandle(migrationId(whole.run));
  const status = (): Promise<RunStatus> => handle.query<RunStatus>(queryNames.status);
  return {
    run: whole.run,
    status,
    timeline: () => handle.query<TimelineEntry[]>(queryNames.timeline),
    verified: (waiting) => waitUntilVerified({ status, indexing: async () => describeIndexing((await handle.describe()).raw.pendingActivities ?? []) }, waiting),
    tell: async (word, why, entity) => void (await handle.executeUpdate(word, { args: [{ who: 'rehearsal', why, ...(entity !== undefined && { entity }) }] })),
    result: () => handle.result(),
    close: () => connection.close(),
  };
}

interface Asked {
  status(): Promise<RunStatus>;
  indexing(): Promise<string | undefined>;
}

async function waitUntilVerified({ status, indexing }: Asked, { ms, say, onStatus, atGate }: Waiting): Promise<RunStatus> {
  const end = Date.now() + ms;
  let said = '';
  let indexes = '';
  let heard = Date.now();
  for (;;) {
    // Before the first worker has taken the run up, and while a server is being killed, nobody answers.
    const now = await status().catch(() => undefined);
    if (now) onStatus?.(now);
    const line = now === undefined ? said : describe(now);
    if (line !== said) {
      say((said = line));
      heard = Date.now();
    } else if (now?.phase === 'backfill' && Date.now() - heard > nowAndThen) {
      const built = await indexing().catch(() => undefined);
      if (built !== undefined && built !== indexes) say((indexes = built));
      heard = Date.now();
    }
    if (now && (now.state === 'following' || now.state === 'verified')) return now;
    if (now?.state === 'waiting') await atGate?.(now);
    if (now?.state === 'aborted') throw new Error('the run was aborted');
    if (Date.now() > end) throw new Error(`the run was not verified within ${Math.round(ms / 1000)} s; it stands at: ${said || 'no answer'}`);
    await setTimeout(500);
  }
}

/** One line on how a run stands, with what it waits for. */
function describe({ phase, state, gate, holds, backfill, verify }: RunStatus): string {
  const progress = phase === 'backfill' ? backfill : phase === 'verify' ? verify : undefined;
  const done = progress ? ` ${Math.floor(progress.percent / 10) * 10} %` : '';
  const failing = (gate?.checks ?? []).filter((check) => check.verdict !== 'pass').map((check) => `${check.name}: ${check.detail}`);
  const held = holds.map((hold) => `${hold.part} holds (${hold.failure}): ${hold.message}`);
  return [`${phase} ${state}${done}`, ...failing, ...held].join('; ');
}
