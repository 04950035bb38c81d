import type { Assessment } from '../../contracts/assessment';
import type { TimelineEntry } from '../../contracts/outcomes';
import { readAudit } from '../../target/audit';
import { withTarget } from '../../target/connect';
import { readLag, type Lag } from '../../target/lag-samples';
import { readLagSeries } from '../../target/read-lag-series';
import { readLatestVerification, readMismatches } from '../../target/read-mismatches';
import type { PipelineContext } from '../context';
import { listQuarantineReasons } from '../review-quarantine';
import { verificationSummary } from '../verification-summary';
import type { EstimateAtHalf, ReportData } from './report-data';

export interface ReportRequest {
  readonly run: string;
  /** The newest one when not named. */
  readonly verification?: string;
  /** Lag is told from this moment on; of the last seven days when not given. */
  readonly since?: Date;
  /** As it was measured already, where more than that passed since; read anew when not given. */
  readonly lag?: Lag;
  /** What the workflow tells of itself; without it the report has no timeline. */
  readonly timeline?: readonly TimelineEntry[];
  readonly assessment?: Assessment;
  readonly estimate?: EstimateAtHalf;
}

const mismatchesShown = 500;
const lagPoints = 120;

/** Gathers what the databases know of a run. */
export async function collectReport(context: PipelineContext, request: ReportRequest): Promise<ReportData> {
  const since = request.since ?? new Date(Date.now() - 7 * 86_400_000);
  const kept = await withTarget(context.control, async (client) => {
    const verification = request.verification ?? (await readLatestVerification(client));
    return {
      verification,
      mismatches: verification === undefined ? [] : await readMismatches(client, { verification, limit: mismatchesShown }),
      lag: request.lag ?? (await readLag(client, { since, standing: false })),
      lagSeries: await readLagSeries(client, { since, points: lagPoints }),
      audit: await readAudit(client, request.run),
    };
  });
  const summary = await verificationSummary(context, kept.verification ?? '');
  const groups = new Map(context.entities().map(({ definition }) => [definition.name, definition.group]));
  return {
    ...kept,
    run: request.run,
    writtenAt: new Date(),
    green: summary.green,
    rows: summary.rows,
    mismatchCount: summary.mismatches,
    unaccepted: summary.unaccepted,
    notCompared: summary.notCompared,
    entities: summary.entities.map((verdict) => ({ ...verdict, group: groups.get(verdict.entity) })),
    accounts: summary.accounts,
    customersSince: (await context.cut())?.since,
    quarantine: await listQuarantineReasons(context),
    timeline: request.timeline ?? [],
    assessment: request.assessment,
    estimate: request.estimate,
  };
}
