import type { FailureName } from './failures';
import type { GateCheck } from './gate-check';
import type { GateName, PartName, PhaseName } from './messages';
import type { ChunkTuning, ThrottleSettings } from './plan';

/** A gate that waits. */
export interface WaitingGate {
  readonly gate: GateName;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly checks: readonly GateCheck[];
  readonly approved?: Said;
  readonly rejected?: Said;
}

/** Who said so, and why. */
export interface Said {
  readonly who: string;
  readonly why: string;
}

/** A part, or one entity of it, that cannot go on by itself and waits for a person. */
export interface Hold {
  readonly part: PartName | 'run';
  readonly entity?: string;
  readonly failure: FailureName | 'Unknown';
  readonly message: string;
  readonly remedy: string;
  readonly since: string;
}

/** How far a part is, in the figures of what it counts. */
export interface Progress {
  readonly ranges: number;
  readonly rangesDone: number;
  readonly aggregates: number;
  readonly rows: number;
  readonly rowsPerSecond: number;
  readonly refused: number;
  readonly mismatches: number;
  /** From 0 to 100. */
  readonly percent: number;
  readonly eta?: Eta;
}

/** Seconds that are left, and between what they lie. */
export interface Eta {
  readonly seconds: number;
  readonly low: number;
  readonly high: number;
}

/** One entity in a part. */
export interface EntityProgress {
  readonly entity: string;
  readonly state: 'waiting' | 'active' | 'held' | 'skipped' | 'done';
  readonly ranges: number;
  readonly rangesDone: number;
  readonly aggregates: number;
  readonly rows: number;
}

/** What the workflow of a part answers to the query `status`. */
export interface PartStatus {
  readonly run: string;
  readonly part: PartName;
  readonly state: 'running' | 'paused' | 'holding' | 'done' | 'stopped';
  readonly progress?: Progress;
  readonly entities: readonly EntityProgress[];
  readonly holds: readonly Hold[];
}

/** How a run stands. `waiting`: at a gate; `holding`: something failed and asks; `following`: verified. */
export type RunState = 'running' | 'paused' | 'waiting' | 'holding' | 'following' | 'verified' | 'aborted';

/** What the migration workflow answers to the query `status`. Small: keys and counts. */
export interface RunStatus {
  readonly run: string;
  readonly phase: PhaseName;
  readonly state: RunState;
  readonly startedAt: string;
  readonly phaseSince: string;
  /** When a run that is over ended, ISO 8601. */
  readonly endedAt?: string;
  readonly paused?: Said & { readonly since: string };
  readonly gate?: WaitingGate;
  readonly holds: readonly Hold[];
  readonly skipped: readonly string[];
  readonly assessment?: AssessmentOutcome;
  readonly backfill?: Progress;
  readonly verify?: Progress;
  readonly verification?: VerificationOutcome;
  readonly concurrency: number;
  readonly chunk: ChunkTuning;
  readonly throttle: ThrottleSettings;
  /** Workflow runs in the chain so far: 1 until it continues as new. */
  readonly generation: number;
}

/** One line of a run's story; the audit has all of them, the workflow the newest. */
export interface TimelineEntry {
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly why: string;
}

/** What the assessment found. */
export interface AssessmentOutcome {
  readonly ok: number;
  readonly warnings: number;
  readonly blockers: number;
  /** Checks with the worst findings, blockers first and named so, at most twenty; `banyan assess` shows all. */
  readonly worst: readonly string[];
}

/** What a verification proved. */
export interface VerificationOutcome {
  readonly verification: string;
  readonly rows: number;
  readonly mismatches: number;
  /** Aggregates in quarantine that nobody accepted. */
  readonly unaccepted: number;
  /** Entities that were not compared whole. */
  readonly uncovered: readonly string[];
  readonly green: boolean;
}

/** What a run came to. */
export interface RunOutcome {
  readonly run: string;
  readonly state: 'verified' | 'aborted';
  readonly verification?: VerificationOutcome;
  readonly skipped: readonly string[];
  readonly said?: Said;
}
