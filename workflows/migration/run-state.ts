import type { PartName, PhaseName } from '../../contracts/messages';
import type { GateCheck } from '../../contracts/gate-check';
import type { AssessmentOutcome, Hold, Said, TimelineEntry, VerificationOutcome } from '../../contracts/outcomes';
import type { EntitySpan, PartReport, Tuning } from '../../contracts/parts';
import { tuningBounds } from '../../contracts/tuning-bounds';
import type { MigrationPlan } from '../../contracts/plan';

/** An entry that waits to be written into the audit. */
export interface UnwrittenAudit {
  readonly run: string;
  readonly who: string;
  readonly action: string;
  readonly why: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** A gate that waits, as it stands. */
export interface OpenGate {
  readonly since: string;
  checks: readonly GateCheck[];
  approved?: Said;
  rejected?: Said;
}

/** What a person asked to be done again, and from which phase on. */
export type Again = 'same' | 'backfill' | 'verify' | 'repair' | 'restartStream';

/** All that a run must remember; it survives continue-as-new, so it is small: names and counts. */
export interface RunState {
  readonly run: string;
  plan?: MigrationPlan;
  searchable: boolean;
  readonly startedAt: string;
  generation: number;
  phase: PhaseName;
  phaseSince: string;
  /** The phase has begun its work, in the attempt that `attempts` names. */
  begun: boolean;
  /** The work of the phase is done, and only its gate keeps it. */
  atGate: boolean;
  gate?: OpenGate;
  paused?: Said & { readonly since: string };
  aborted?: Said;
  finished?: Said;
  again?: Again;
  /** Holds of the run itself, and of single entities in the stream. */
  holds: Hold[];
  skipped: string[];
  tuning: Tuning;
  spans: EntitySpan[];
  attempts: Partial<Record<PartName, number>>;
  reports: Partial<Record<PartName, PartReport>>;
  /** Entities that the next backfill is about; all when undefined. */
  only?: string[];
  /** Entities whose copy begins at their first key the next time. */
  recopy: string[];
  repairFirst: boolean;
  repairs: number;
  assessment?: AssessmentOutcome;
  verification?: VerificationOutcome;
  timeline: TimelineEntry[];
  unwritten: UnwrittenAudit[];
  /** Counts what was said, so that every entry of the audit has a name. */
  said: number;
}

export const emptyRun = (run: string, now: string): RunState => ({
  run, searchable: false, startedAt: now, generation: 1, phase: 'assess', phaseSince: now, begun: false, atGate: false,
  holds: [], skipped: [], tuning: presetTuning, spans: [], attempts: {}, reports: {}, recopy: [], repairFirst: false, repairs: 0,
  timeline: [], unwritten: [], said: 0,
});

const presets = <Table extends Record<string, { preset: number }>>(table: Table): { [Name in keyof Table]: number } =>
  Object.fromEntries(Object.entries(table).map(([name, { preset }]) => [name, preset])) as { [Name in keyof Table]: number };

/** What holds until the plan was read. */
const presetTuning: Tuning = {
  concurrency: tuningBounds.concurrency.preset, chunk: presets(tuningBounds.chunk), throttle: presets(tuningBounds.throttle),
};

/** Entities that are copied and compared. */
export const followedSpans = ({ spans, skipped }: RunState): EntitySpan[] => spans.filter((span) => !skipped.includes(span.entity));

/** Everything that asks, in the run and its parts. */
export const allHolds = ({ holds, reports }: RunState): Hold[] => [...holds, ...Object.values(reports).flatMap((report) => report?.holds ?? [])];
