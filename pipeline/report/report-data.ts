import type { Assessment } from '../../contracts/assessment';
import type { Eta, TimelineEntry } from '../../contracts/outcomes';
import type { AuditEntry } from '../../target/audit';
import type { Lag } from '../../target/lag-samples';
import type { LagPoint } from '../../target/read-lag-series';
import type { KeptMismatch } from '../../target/read-mismatches';
import type { QuarantineReason } from '../../target/read-quarantine';
import type { EntityVerdict } from '../../target/verifications';
import type { VerificationSummary } from '../verification-summary';

/** One entity's line in the table of rows. */
export interface EntityLine extends EntityVerdict {
  /** The table group it belongs to; undefined for what is carried besides. */
  readonly group: string | undefined;
}

/** What a run said of the end of its backfill when half of the rows were copied, in seconds, against what it took. */
export interface EstimateAtHalf {
  readonly said: Eta;
  readonly took: number;
  readonly errorPercent: number;
}

/** Everything that a report shows. Names, keys, counts and digests; no value of a row. */
export interface ReportData {
  readonly run: string;
  readonly verification: string | undefined;
  readonly writtenAt: Date;
  /** Every entity compared whole, no difference, nothing unaccepted in quarantine. */
  readonly green: boolean;
  readonly rows: number;
  readonly mismatchCount: number;
  readonly unaccepted: number;
  readonly notCompared: readonly string[];
  readonly entities: readonly EntityLine[];
  readonly mismatches: readonly KeptMismatch[];
  readonly lag: Lag | undefined;
  readonly lagSeries: readonly LagPoint[];
  readonly quarantine: readonly QuarantineReason[];
  readonly accounts: VerificationSummary['accounts'];
  /** Customers created before this day (UTC) were left out, unless something carried refers to them; undefined: none were. */
  readonly customersSince: string | undefined;
  readonly audit: readonly (Required<AuditEntry> & { readonly at: Date })[];
  readonly timeline: readonly TimelineEntry[];
  /** Only who watched the run from outside knows it. */
  readonly estimate?: EstimateAtHalf;
  readonly assessment: Assessment | undefined;
}
