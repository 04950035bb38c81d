import { verdictOf, type Assessment, type Finding, type SizeEstimate } from '../../contracts/assessment';
import type { Config } from '../../contracts/config';
import { BanyanFailure } from '../../contracts/failures';
import { isLoginRefused } from '../../source/failure-of';
import { sourceOf } from '../open-context';
import { serverChecks, shopChecks, targetChecks } from './all-checks';
import { findingOf, ok, stopped } from './check';
import { runChecks } from './run-checks';
import { estimateSize } from './source/estimate-size';
import { openServer, openShop, type OpenServer } from './source/source-view';
import { chosenCustomers } from './target/chosen-customers';
import { idKey } from './target/id-key';
import { targetReachable } from './target/target-reachable';
import { targetViews, type TargetView } from './target/target-view';

/** What a part of pre-flight came to. */
interface Part {
  readonly findings: readonly Finding[];
  readonly notRun: readonly string[];
}

/** What the run is to be started with, as far as pre-flight has to know. */
export interface AssessedPlan {
  readonly customersSince?: string;
}

/**
 * Asks everything that can be asked before a run: the source server, the shop in it, the targets. Every check runs
 * whatever the others found; those whose server or database is out of reach are named instead. Nothing is written.
 * @param plan when given, what it asks for is checked as well.
 */
export async function assess(config: Config, plan?: AssessedPlan): Promise<Assessment> {
  const source = await assessSource(config, plan);
  const target = await assessTargets(config, { plan, estimate: source.estimate });
  const findings = [...source.findings, ...target.findings];
  return {
    at: new Date().toISOString(),
    verdict: verdictOf(findings),
    findings,
    notRun: [...source.notRun, ...target.notRun],
    ...(source.estimate ? { estimate: source.estimate } : {}),
  };
}

const names = (checks: readonly { readonly name: string }[]): string[] => checks.map((check) => check.name);

/** A failure as a finding. */
const stoppedAt = (check: string, error: unknown, config: Config): Finding => {
  if (!(error instanceof BanyanFailure)) throw error;
  return findingOf(check, stopped(error, { remedy: isLoginRefused(error) ? loginRemedy(config) : error.remedy }));
};

const loginRemedy = ({ BANYAN_SOURCE_URL: { user } }: Config): string =>
  `check user ${user} and its password in BANYAN_SOURCE_URL (or BANYAN_SOURCE_PASSWORD_FILE), and that the server lets it in from this machine; banyan grants source makes it`;

const answers = ({ BANYAN_SOURCE_URL: { host, port } }: Config): Finding => findingOf('source', ok(`the source answers at ${host}:${port}`));

async function assessSource(config: Config, plan: AssessedPlan | undefined): Promise<Part & { estimate?: SizeEstimate }> {
  let server: OpenServer;
  try {
    server = await openServer(config, sourceOf(config));
  } catch (error) {
    return { findings: [stoppedAt('source', error, config)], notRun: [...names(serverChecks), ...names(shopChecks)] };
  }
  try {
    const findings = await runChecks(serverChecks, server);
    const shop = await assessShop(server, plan);
    return { ...shop, findings: [answers(config), ...findings, ...shop.findings] };
  } finally {
    await server.pool.end();
  }
}

async function assessShop(server: OpenServer, plan: AssessedPlan | undefined): Promise<Part & { estimate?: SizeEstimate }> {
  try {
    if (server.shut) throw server.shut;
    const shop = await openShop(server);
    const estimate = await estimateSize(shop);
    return { findings: await runChecks(shopChecks, { ...shop, estimate, customersSince: plan?.customersSince }), notRun: [], estimate };
  } catch (error) {
    return { findings: [stoppedAt('shop', error, server.config)], notRun: names(shopChecks) };
  }
}

async function assessTargets(config: Config, { plan, estimate }: { plan?: AssessedPlan; estimate?: SizeEstimate }): Promise<Part> {
  const views = targetViews(config, estimate);
  try {
    const parts: Part[] = [];
    for (const view of views) parts.push(await assessTarget(view));
    const reached = parts.every((part) => part.notRun.length === 0);
    const common = [idKey, ...(plan ? [chosenCustomers(plan.customersSince)] : [])];
    return {
      findings: [...parts.flatMap((part) => part.findings), ...(reached ? await runChecks(common, views) : [])],
      notRun: [...new Set([...parts.flatMap((part) => part.notRun), ...(reached ? [] : names(common))])],
    };
  } finally {
    await Promise.all(views.map((view) => view.pool.end()));
  }
}

async function assessTarget(view: TargetView): Promise<Part> {
  const reached = await runChecks([targetReachable], view);
  if (verdictOf(reached) === 'blocker') return { findings: reached, notRun: names(targetChecks) };
  return { findings: [...reached, ...(await runChecks(targetChecks, view))], notRun: [] };
}
