import type { Retuning } from './plan';

/** Who says something to a run, and why. Both land in the audit. */
export interface Word {
  readonly who: string;
  readonly why: string;
}

/** A word about one entity. */
export interface EntityWord extends Word {
  readonly entity: string;
}

/** A word at a gate; when the gate is named it must be the one that waits. */
export interface GateWord extends Word {
  readonly gate?: GateName;
}

/** What to change while the run goes on; what is not named stays. */
export type RetuneWord = Word & Retuning;

/**
 * Everything that can be said to a run, by name. Each is an Update, which answers yes or tells why not, and a Signal of
 * the same name for tools that can only signal; a signal that makes no sense at that moment is noted and ignored.
 */
export interface Messages {
  /** Stops copying and comparing after the chunk in hand. The stream goes on, so that its position is not lost. */
  readonly pause: Word;
  /** Goes on after a pause; at a gate whose checks fail, or at a part that holds: does the step again. */
  readonly resume: Word;
  /** Opens the waiting gate, if its checks pass. */
  readonly approve: GateWord;
  /** Keeps the waiting gate shut, also an automatic one, until somebody approves. */
  readonly reject: GateWord;
  /** Ends the run and its parts. Nothing is deleted on either side. */
  readonly abort: Word;
  /** Ends a run that is verified and still follows the source. */
  readonly finish: Word;
  readonly retune: RetuneWord;
  /** Leaves an entity out for good: its keys only gather, and verification does not count it. */
  readonly skipEntity: EntityWord;
  /** Tries an entity again that holds or was skipped. */
  readonly retryEntity: EntityWord;
  /** Copies an entity again from its first key. */
  readonly recopyEntity: EntityWord;
  /** At the gate of the verification: compares everything again. */
  readonly verifyAgain: Word;
  /** At the gate of the verification: projects what differs, then compares everything again. */
  readonly repair: Word;
  /** The stream lost its position: begins at the source's present end, and copies everything again. */
  readonly restartStream: Word;
}

export type MessageName = keyof Messages;

/** The names, in the order in which they are documented. */
export const messageNames = [
  'pause', 'resume', 'approve', 'reject', 'abort', 'finish', 'retune',
  'skipEntity', 'retryEntity', 'recopyEntity', 'verifyAgain', 'repair', 'restartStream',
] as const satisfies readonly MessageName[];

/** The steps of a run, in order. There is a gate before each is left. */
export const phaseNames = ['assess', 'stream', 'backfill', 'catchUp', 'verify', 'follow'] as const;
export type PhaseName = (typeof phaseNames)[number];

/** A gate has the name of the phase that it ends. */
export const gateNames = ['assess', 'stream', 'backfill', 'catchUp', 'verify'] as const satisfies readonly PhaseName[];
export type GateName = (typeof gateNames)[number];

/** Long-lived parts of a run, each a workflow `migration/<run>/<part>` of its own. */
export const partNames = ['stream', 'backfill', 'catch-up', 'verify'] as const;
export type PartName = (typeof partNames)[number];

/** Key of the workflow's memo under which whoever starts a run says who it is. */
export const starterMemo = 'who';

/** The id of a run's workflow. */
export const migrationId = (run: string): string => `migration/${run}`;

/** The id of the workflow of a run's part. */
export const partId = (run: string, part: PartName): string => `migration/${run}/${part}`;

export type WorkerKind = 'control' | 'data' | 'stream';

/** The queues that workers poll, by kind; a prefix of its own keeps two shops in one namespace apart. */
export const queuesOf = (prefix: string): Readonly<Record<WorkerKind, string>> => ({
  control: `${prefix}-control`, data: `${prefix}-data`, stream: `${prefix}-stream`,
});

/** Types of the workflows, for those who start them by name. */
export const workflowTypes = { migration: 'migration', stream: 'stream', backfill: 'backfill', catchUp: 'catchUp', verify: 'verify', readCutover: 'readCutover', checkConsistency: 'checkConsistency' } as const;

/** Queries of the migration workflow: {@link RunStatus} and {@link TimelineEntry}[]; the parts answer `status` with {@link PartStatus}. */
export const queryNames = { status: 'status', timeline: 'timeline' } as const;

/** Search attributes: keywords, but for BanyanProgress (a number from 0 to 100). */
export const searchAttributes = {
  run: 'BanyanRun', phase: 'BanyanPhase', entity: 'BanyanEntity', gate: 'BanyanGate', progress: 'BanyanProgress',
} as const;
