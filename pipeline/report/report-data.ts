import type { Assessment } from '../../contracts/assessment';
import type { TimelineEntry } from '../../contracts/outcomes';
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
  readonly assessment: Assessment | undefined;
}
