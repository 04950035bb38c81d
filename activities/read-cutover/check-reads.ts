import { z } from 'zod';
import { check, type GateCheck } from '../../contracts/gate-check';
import type { CutoverPlan } from '../../contracts/cutover-plan';
import { cutoverStages } from '../../contracts/read-cutover';
import { domains, type Domain } from '../../contracts/routing';
import type { ControlPool } from '../../gateway/flags/connect-control';
import { countDisables, readNewest } from '../../gateway/flags/routing-table';
import { hasMigration, readFreshness, readVerified } from '../../gateway/freshness/read-freshness';
import { withinMs } from '../../gateway/traffic/latency-bounds';
import { readTraffic } from '../../gateway/traffic/traffic-table';
import type { PipelineContext } from '../../pipeline/context';
import { streamStatus } from '../../pipeline/stream-status';

export const readsQuestion = z.object({
  domain: z.enum(domains), stage: z.enum(cutoverStages),
  /** Since when the stage has gone without a break; what came before does not count. */
  since: z.iso.datetime().optional(),
  teamShare: z.number(),
  bounds: z.object({ maxLagMs: z.number(), maxFallbackMs: z.number(), minSuccessPercent: z.number(), maxP99Ms: z.number() }),
});
export type ReadsQuestion = z.output<typeof readsQuestion>;

/** Without a stage that holds, lag is judged by the last minutes. */
const recentMs = 5 * 60_000;

/** Everything that must hold for a domain's reads to come from its service, each with the figure that decides. */
export async function checkReads(context: PipelineContext, control: ControlPool, question: ReadsQuestion): Promise<GateCheck[]> {
  const since = question.since === undefined ? undefined : new Date(question.since);
  const copied = [await verifiedCheck(control, question.domain), await lagCheck(context, question, since)];
  if (question.stage === 'preconditions') return copied;
  return [await flagCheck(control, question, since), ...copied, ...(await trafficChecks(control, question, since ?? new Date()))];
}

async function verifiedCheck(control: ControlPool, domain: Domain): Promise<GateCheck> {
  if (!(await hasMigration(control))) return check('verified', undefined, 'nothing was migrated into this control database yet');
  const { verifiedAt, trouble } = (await readFreshness(control, await readVerified(control)))[domain];
  if (trouble !== undefined) return check('verified', false, trouble);
  return check('verified', verifiedAt !== undefined, verifiedAt === undefined ? 'it was never verified whole' : `verified without a mismatch at ${new Date(verifiedAt).toISOString()}`);
}

async function lagCheck(context: PipelineContext, { bounds }: ReadsQuestion, since: Date | undefined): Promise<GateCheck> {
  const { running, lag } = await streamStatus(context, since ?? new Date(Date.now() - recentMs));
  if (!running) return check('lag', false, 'the stream has not moved for ten seconds');
  return check('lag', lag && lag.p99 <= bounds.maxLagMs, lag === undefined ? 'no change was measured yet'
    : `p99 ${Math.round(lag.p99)} ms of ${lag.samples} samples, ${bounds.maxLagMs} ms allowed`);
}

/** In force, and never switched off since the stage holds. */
async function flagCheck(control: ControlPool, { domain, stage, teamShare }: ReadsQuestion, since: Date | undefined): Promise<GateCheck> {
  const routing = (await readNewest(control))?.routing;
  const flag = routing?.flags[`${domain}_read`];
  if (!routing || !flag) return check('flag', undefined, 'nothing was routed yet');
  if (routing.killed) return check('flag', false, 'everything was sent to Magento by a kill');
  if (flag.disabled) return check('flag', false, `switched off: ${flag.disabled.why}`);
  const inForce = stage === 'team' ? flag.team >= teamShare : flag.everyone === 100;
  if (!inForce) return check('flag', false, `at ${flag.everyone} % of everyone and ${flag.team} % of the team`);
  const disables = since === undefined ? 0 : await countDisables(control, { flag: `${domain}_read`, since });
  return check('flag', disables === 0, `at ${flag.everyone} % of everyone and ${flag.team} % of the team; switched off ${disables} times meanwhile`);
}

async function trafficChecks(control: ControlPool, { domain, bounds }: Pick<CutoverPlan, 'bounds'> & { domain: Domain }, since: Date): Promise<GateCheck[]> {
  const traffic = await readTraffic(control, { domain, since });
  const { reads, readsFailed, writes, writesFailed, fallbacks, slowestFallbackMs, latencies } = traffic;
  const success = reads === 0 ? undefined : (100 * (reads - readsFailed)) / reads;
  const p99 = withinMs(latencies, 0.99);
  return [
    check('success', success === undefined ? undefined : success > bounds.minSuccessPercent, success === undefined ? 'no read was seen yet' : `${success.toFixed(3)} % of ${reads} reads answered, more than ${bounds.minSuccessPercent} % asked`),
    check('fallback', slowestFallbackMs < bounds.maxFallbackMs, fallbacks === 0 ? 'no read had to fall back' : `${fallbacks} reads fell back, the slowest took ${Math.round(slowestFallbackMs)} ms, ${bounds.maxFallbackMs} ms allowed`),
    check('writes', writesFailed === 0, `${writesFailed} of ${writes} writes failed`),
    check('latency', p99 === undefined ? undefined : p99 <= bounds.maxP99Ms, p99 === undefined ? 'the service answered no read yet' : `p99 within ${p99} ms, ${bounds.maxP99Ms} ms allowed`),
  ];
}
