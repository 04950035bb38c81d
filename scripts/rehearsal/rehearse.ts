import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig, type Config } from '../../contracts/config';
import type { RunStatus } from '../../contracts/outcomes';
import type { PlanInput } from '../../contracts/plan';
import { assess } from '../../pipeline/assess/assess';
import { openContext, type OpenContext } from '../../pipeline/open-context';
import { collectReport } from '../../pipeline/report/collect-report';
import { renderReport } from '../../pipeline/report/render-report';
import { listQuarantineReasons } from '../../pipeline/review-quarantine';
import type { Lag } from '../../target/lag-samples';
import { readLag } from '../../target/lag-samples';
import { withTarget } from '../../target/connect';
import { judgeSource, type Verdict } from '../shoppers/judge';
import type { ShopperSummary } from '../shoppers/shopper-summary';
import type { Stack } from '../stack/stack';
import { acceptExpected, type Expectation } from './accept-expected';
import { startRun, type DrivenRun } from './drive-run';
import { judgeQuarantine, type QuarantineVerdict } from './judge-quarantine';
import { prepareRun, type Settings } from './prepare';
import { startKillable, type KillableProgram } from './program';
import { drain, proveAtRest, type RestProof } from './prove-at-rest';
import { startTraffic, type Traffic } from './traffic';
import { createEtaWatch, type EtaVerdict } from './watch-eta';

export interface Rehearsal {
  readonly stack: Stack;
  /** The shop, loaded already. */
  readonly database: string;
  readonly run: string;
  /** Services that are to have a database of their own beside that of the others. */
  readonly apart?: readonly string[];
  readonly plan?: Omit<PlanInput, 'run'>;
  /** Shoppers' transactions per second; none: the shop stands still. */
  readonly rate?: number;
  /** Folder for logs, accounts and the report. */
  readonly dir: string;
  readonly limitMs: number;
  /** Rows that are known not to fit: none when not given. More than that ends the rehearsal. */
  readonly expected?: Expectation;
  readonly say: (line: string) => void;
  /** Called when the run has begun, with what may be killed: for tests. */
  readonly meanwhile?: (running: { run: DrivenRun; workers: KillableProgram; subscriber: KillableProgram | undefined; config: Config }) => Promise<void>;
}

export interface Outcome {
  readonly status: RunStatus;
  readonly proof: RestProof;
  readonly lag: Lag | undefined;
  readonly quarantine: Awaited<ReturnType<typeof listQuarantineReasons>>;
  /** How that differs from what is expected of the shop; undefined where nobody keeps a list. */
  readonly listed: QuarantineVerdict | undefined;
  readonly shoppers?: { readonly summary: ShopperSummary; readonly verdict: Verdict };
  /** What the run said of its end at half of the copy, and what came of it; undefined when the copy was over too soon to ask. */
  readonly eta: EtaVerdict | undefined;
  /** Where the page lies; the outcome itself, as JSON, lies beside it. */
  readonly report: string;
  /** Nothing differs anywhere. */
  readonly green: boolean;
}

/**
 * A whole migration of a shop, with live traffic if asked: workers in a process of their own, the run driven over
 * Temporal, and the proof by three judges (verification, oracle, the shoppers' account) once the shop is at rest.
 */
export async function rehearse(rehearsal: Rehearsal): Promise<Outcome> {
  mkdirSync(rehearsal.dir, { recursive: true });
  const settings = await prepareRun(rehearsal.stack, {
    database: rehearsal.database, target: `platform_${rehearsal.run.replace(/\W/g, '_')}`, apart: rehearsal.apart,
  });
  const config = parseConfig(settings);
  const since = new Date();
  const traffic = rehearsal.rate ? await startTraffic(rehearsal.stack.source!, { database: rehearsal.database, rate: rehearsal.rate, dir: rehearsal.dir }) : undefined;
  const workers = startKillable({ name: 'workers', script: 'workers/main.ts', args: ['control', 'data', 'stream'], env: settings, log: join(rehearsal.dir, 'workers.log') });
  const subscriber = rehearsal.plan?.delivery === 'dapr' ? startSubscribing(settings, rehearsal.dir) : undefined;
  const run = await startRun(config, { holds: { recheckSeconds: 2 }, ...rehearsal.plan, run: rehearsal.run, gates: 'auto' });
  try {
    await rehearsal.meanwhile?.({ run, workers, subscriber, config });
    const accept = acceptExpected(config, { run: rehearsal.run, expected: rehearsal.expected ?? [], say: rehearsal.say });
    const watch = createEtaWatch();
    const status = await run.verified({ ms: rehearsal.limitMs, say: rehearsal.say, atGate: accept, onStatus: (now) => watch.see(now, Date.now()) });
    return await judgeRun({ rehearsal, config, run, status, eta: watch.verdict(), traffic, since });
  } finally {
    await run.close();
    await Promise.all([workers.stop(), subscriber?.stop(), traffic?.program.stop()]);
  }
}

/** A subscriber in a process of its own, which is not told of the source. */
function startSubscribing({ BANYAN_SOURCE_URL: _, ...settings }: Settings, dir: string): KillableProgram {
  return startKillable({ name: 'subscriber', script: 'workers/main.ts', args: ['subscribe'], env: settings, log: join(dir, 'subscriber.log') });
}

interface Judging {
  readonly rehearsal: Rehearsal;
  readonly config: Config;
  readonly run: DrivenRun;
  readonly status: RunStatus;
  readonly eta: EtaVerdict | undefined;
  readonly traffic: Traffic | undefined;
  readonly since: Date;
}

async function judgeRun({ rehearsal, config, run, status, eta, traffic, since }: Judging): Promise<Outcome> {
  const { say, dir, stack, database } = rehearsal;
  const context = await openContext(config);
  try {
    const lag = await withTarget(context.control, (client) => readLag(client, { since, standing: false }));
    say(`verified; ${traffic ? 'the shoppers stop, and ' : ''}everything is compared once more at rest`);
    const summary = await traffic?.stop();
    await drain(context, 120_000);
    const proof = await proveAtRest(context, config, { name: `${rehearsal.run}-at-rest`, say });
    const { host, port, rootUser: user, rootPassword: password } = stack.source!;
    const verdict = traffic && (await judgeSource(traffic.accounts, { host, port, user, password, database }));
    const shoppers = summary && verdict ? { summary, verdict } : undefined;
    const quarantine = await listQuarantineReasons(context);
    const { expected = [] } = rehearsal;
    const listed = expected === 'whatever there is' ? undefined : judgeQuarantine(quarantine, expected);
    const judged = { proof, shoppers, listed };
    const report = await writeReport(context, { run, dir, config, verification: `${rehearsal.run}-at-rest`, since, lag, eta });
    await run.tell('finish', 'the rehearsal is over');
    const outcome = { status, lag, eta, ...judged, quarantine, report, green: isGreen(judged) };
    writeFileSync(report.replace(/html$/, 'json'), JSON.stringify(outcome, undefined, 2));
    return outcome;
  } finally {
    await context.close();
  }
}

const isGreen = ({ proof, shoppers, listed }: Pick<Outcome, 'proof' | 'shoppers' | 'listed'>): boolean =>
  proof.verification.green && proof.oracleDifferences.length === 0 && (shoppers?.verdict.differences.length ?? 0) === 0 && (listed?.more.length ?? 0) === 0;

interface Reporting {
  readonly run: DrivenRun;
  readonly dir: string;
  readonly config: Config;
  readonly verification: string;
  readonly since: Date;
  readonly lag: Lag | undefined;
  readonly eta: EtaVerdict | undefined;
}

async function writeReport(context: OpenContext, { run, dir, config, verification, since, lag, eta }: Reporting): Promise<string> {
  const path = join(dir, `${run.run}.html`);
  const data = await collectReport(context, { run: run.run, verification, since, lag, timeline: await run.timeline(), assessment: await assess(config), estimate: eta });
  writeFileSync(path, renderReport(data));
  return path;
}
