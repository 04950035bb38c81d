import type { Hold } from '../../contracts/outcomes';
import type { EntitySpan, RangesInput, Tuning } from '../../contracts/parts';
import type { Mark } from './recent-rate';

/** One entity's ranges, and how far they are. */
export interface EntityWork extends EntitySpan {
  state: 'waiting' | 'active' | 'held' | 'skipped' | 'done';
  /** How many were started for the first time. */
  next: number;
  /** Numbers to do again: they were interrupted, or they failed. */
  redo: number[];
  done: number;
  aggregates: number;
  rows: number;
  refused: number;
  mismatches: number;
  hold?: Hold;
}

/** A range under way. */
export interface RunningRange {
  readonly weight: number;
  /** Milliseconds since the epoch. */
  readonly began: number;
}

/** All that a part over ranges must remember; it survives continue-as-new. */
export interface RangesState {
  paused: boolean;
  tuning: Tuning;
  readonly works: EntityWork[];
  /** Milliseconds in which ranges ran. */
  activeMs: number;
  /** Milliseconds that the finished ranges took, added up over all lanes; absent in a state from before it was counted. */
  laneMs?: number;
  /** Absent in a state from before it was kept. */
  running?: RunningRange[];
  /** Absent in a state from before they were kept. */
  marks?: Mark[];
  /** Work per millisecond of the newest ranges, one lane each. */
  speeds: number[];
  /** The share that was last reported, in percent. */
  reported: number;
}

const emptyWork = (span: EntitySpan, skipped: boolean): EntityWork =>
  ({ ...span, state: skipped ? 'skipped' : 'waiting', next: 0, redo: [], done: 0, aggregates: 0, rows: 0, refused: 0, mismatches: 0 });

export const emptyRanges = (input: RangesInput): RangesState => ({
  paused: input.paused, tuning: input.tuning, works: input.spans.map((span) => emptyWork(span, input.skipped.includes(span.entity))), activeMs: 0, laneMs: 0, running: [], marks: [], speeds: [], reported: 0,
});
