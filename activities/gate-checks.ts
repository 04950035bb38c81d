import type { GateName } from '../contracts/messages';
import { check, type GateCheck } from '../contracts/gate-check';
import type { PipelineContext } from '../pipeline/context';
import { statedEntities } from '../pipeline/entity-states';
import { openGaps } from '../pipeline/gaps';
import { pendingDeadLetters } from '../pipeline/review-dead-letters';
import { oldestWaitingMs } from '../pipeline/oldest-waiting';
import { streamStatus } from '../pipeline/stream-status';
import { verdictOn } from './verdict-on';

/** What a gate asks about. */
export interface GateQuestion {
  readonly gate: GateName;
  /** Entities of the run that were not skipped. */
  readonly entities: readonly string[];
  readonly maxLagMs: number;
  readonly verification?: string;
}

/** Asks the databases everything that must hold before a gate opens. What cannot be asked is unknown, and holds. */
export async function checkGate(context: PipelineContext, question: GateQuestion): Promise<GateCheck[]> {
  const checks: GateCheck[] = [...(await streamChecks(context, question)), await entityCheck(context), await deadLetterCheck(context, question)];
  // The verdict comes first: it closes the gaps that it proves harmless.
  if (question.gate === 'verify') checks.push(...(await verificationChecks(context, question)));
  return [...checks, await gapCheck(context, question)];
}

async function streamChecks(context: PipelineContext, { gate, maxLagMs }: GateQuestion): Promise<GateCheck[]> {
  const status = await streamStatus(context, new Date(Date.now() - 60_000));
  const checks = [check('stream', status.running && status.label > 0,
    status.running ? `the stream runs and has passed barrier ${status.label}`
      : ['the stream has not moved for ten seconds', ...status.away.map(({ says, remedy }) => `${says}: ${remedy}`)].join('; ').slice(0, 400))];
  if (gate === 'stream' || gate === 'backfill') return checks;
  const waits = await oldestWaitingMs(context);
  return [...checks,
    check('lag', status.behindMs === undefined ? undefined : status.behindMs <= maxLagMs,
      status.behindMs === undefined ? 'no heartbeat was applied yet' : `${Math.round(status.behindMs)} ms behind the source, ${maxLagMs} ms allowed`),
    check('waiting keys', waits <= maxLagMs, `the oldest key waits for ${waits} ms, ${maxLagMs} ms allowed`)];
}

async function entityCheck(context: PipelineContext): Promise<GateCheck> {
  const paused = (await statedEntities(context)).filter((stated) => stated.state === 'paused');
  return check('entities', paused.length === 0, paused.length === 0 ? 'no entity holds'
    : `hold: ${paused.map(({ entity }) => entity).join(', ')}; retry, re-copy or skip them`);
}

/** What could not be applied is missing in the service, however green a comparison from before it may be. */
async function deadLetterCheck(context: PipelineContext, { entities }: GateQuestion): Promise<GateCheck> {
  const letters = await pendingDeadLetters(context, entities);
  const told = [...letters].map(([entity, count]) => `${entity} ${count}`).join(', ');
  return check('deadLetters', letters.size === 0, letters.size === 0 ? 'no dead letter waits'
    : `dead letters: ${told}; replay them, or discard them with a reason`.slice(0, 400));
}

/** Up to the verification a gap must only have been restarted behind; beyond it nothing may build on one. */
async function gapCheck(context: PipelineContext, { gate }: GateQuestion): Promise<GateCheck> {
  const gaps = (await openGaps(context)).filter((gap) => gate === 'verify' || gap.restartedAt === null);
  return check('gaps', gaps.length === 0, gaps.length === 0 ? 'no gap in the log'
    : `a gap in the log since ${gaps[0]!.notedAt.toISOString()} is not proven harmless: ${gaps[0]!.why}`.slice(0, 400));
}

async function verificationChecks(context: PipelineContext, { verification, entities }: GateQuestion): Promise<GateCheck[]> {
  if (verification === undefined) return [check('verification', undefined, 'nothing was compared yet')];
  const verdict = await verdictOn(context, verification, entities);
  return [
    check('mismatches', verdict.mismatches === 0, `${verdict.mismatches} rows differ of ${verdict.rows} compared`),
    check('coverage', verdict.uncovered.length === 0, verdict.uncovered.length === 0 ? `all ${entities.length} entities were compared whole`
      : `not compared whole: ${verdict.uncovered.slice(0, 10).join(', ')}`),
    check('quarantine', verdict.unaccepted === 0, `${verdict.unaccepted} aggregates in quarantine that nobody accepted`),
  ];
}
