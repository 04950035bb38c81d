import type { Hold, PartStatus, Progress } from './outcomes';
import type { PartName } from './messages';
import type { ChunkTuning, MigrationPlan, Retuning, ThrottleSettings } from './plan';

/** What may be retuned, with nothing left open. */
export interface Tuning {
  readonly concurrency: number;
  readonly chunk: ChunkTuning;
  readonly throttle: ThrottleSettings;
}

/** The planned ranges of one entity: `count` numbers from `first` on, and about how much work lies in them: kilobytes, and what rows cost beside. */
export interface EntitySpan {
  readonly entity: string;
  readonly first: number;
  readonly count: number;
  readonly weight: number;
}

/** What a part of a run is started with. An attempt is one go at it: the second verification is attempt 2. */
export interface PartInput {
  readonly run: string;
  readonly attempt: number;
  readonly attempts: number;
  readonly historyEvents: number;
  readonly paused: boolean;
}

export interface RangesInput extends PartInput {
  readonly spans: readonly EntitySpan[];
  /** Entities among them that are left out for now. */
  readonly skipped: readonly string[];
  readonly tuning: Tuning;
}

export interface VerifyInput extends RangesInput {
  readonly verification: string;
  /** Aggregates compared at once. */
  readonly chunk: number;
}

export interface StreamInput extends PartInput {
  readonly stream: MigrationPlan['stream'];
  /** Missing in runs that began before there was a choice. */
  readonly delivery?: MigrationPlan['delivery'];
  readonly sourceReader?: MigrationPlan['sourceReader'];
}

export interface CatchUpInput extends PartInput {
  readonly catchUp: MigrationPlan['catchUp'];
}

/** What a part tells its run, by signal. */
export interface PartReport {
  readonly part: PartName;
  readonly attempt: number;
  readonly state: PartStatus['state'];
  readonly progress?: Progress;
  /** Entities in work. */
  readonly entities: readonly string[];
  /** All that hold in this part. */
  readonly holds: readonly Hold[];
}

/** What a run tells its parts, by signal. */
export type Instruction =
  | { readonly kind: 'pause' | 'resume' | 'retry' }
  | { readonly kind: 'retune'; readonly retuning: Retuning }
  | { readonly kind: 'skipEntity' | 'retryEntity' | 'recopyEntity'; readonly entity: string };

/** Names of the signals between a run and its parts; people use neither. */
export const partSignals = { report: 'report', hold: 'hold', instruct: 'instruct' } as const;
