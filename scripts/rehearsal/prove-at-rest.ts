import { setTimeout } from 'node:timers/promises';
import type { Config } from '../../contracts/config';
import type { PipelineContext } from '../../pipeline/context';
import { streamStatus } from '../../pipeline/stream-status';
import { planRanges } from '../../pipeline/plan-ranges';
import { retryQuarantine } from '../../pipeline/review-quarantine';
import { verificationSummary, type VerificationSummary } from '../../pipeline/verification-summary';
import { verifyRange } from '../../pipeline/verify-range';
import { waitForStream } from '../../pipeline/wait-for-stream';
import { takeLabel } from '../../source/label';
import { ownDatabases } from '../oracle/own-databases';
import { runOracle } from '../oracle/run-oracle';
import { nowAndThen, sayEvery } from './say-every';

/** Waits until everything that was committed on the source so far is applied, and nothing waits to be healed. */
export async function drain(context: PipelineContext, limitMs: number): Promise<void> {
  await waitForStream(context.control, { label: await takeLabel(context.source), timeoutMs: limitMs });
  const end = Date.now() + limitMs;
  for (let quiet = 0; quiet < 3;) {
    const status = await streamStatus(context, new Date());
    quiet = Object.keys(status.dirty).length === 0 && status.heals === 0 ? quiet + 1 : 0;
    if (Date.now() > end) throw new Error(`keys still wait after ${limitMs} ms: ${JSON.stringify(status.dirty)}, ${status.heals} heals`);
    await setTimeout(200);
  }
}

export interface RestProof {
  readonly verification: VerificationSummary;
  readonly oracleChecks: number;
  readonly oracleDifferences: readonly string[];
}

export interface Proving {
  /** Of the verification. */
  readonly name: string;
  /** Hears now and then how far it is; default silent. */
  readonly say?: (line: string) => void;
}

/** With the shop at rest: every row compared once more, and the plain-SQL oracle beside it. */
export async function proveAtRest(context: PipelineContext, config: Config, { name, say = () => undefined }: Proving): Promise<RestProof> {
  await retryQuarantine(context, {});
  const ranges = await planRanges(context, { rowsPerRange: 200_000 });
  let compared = 0;
  let oracleChecks = 0;
  const stopSaying = sayEvery(nowAndThen, say, () => (compared < ranges.length
    ? `comparing everything at rest: ${compared} of ${ranges.length} ranges` : `asking the oracle in plain SQL: ${oracleChecks} checks`));
  try {
    const queue = [...ranges];
    await Promise.all([0, 1].map(async () => {
      for (let range = queue.shift(); range; range = queue.shift()) {
        await verifyRange(context, { verification: name, entity: range.entity, from: range.from, to: range.to, chunk: 2000 });
        compared++;
      }
    }));
    const differences = await askOracle(context, config, () => void oracleChecks++);
    return { verification: await verificationSummary(context, name), oracleChecks, oracleDifferences: differences };
  } finally {
    stopSaying();
  }
}

async function askOracle(context: PipelineContext, config: Config, onChecked: () => void): Promise<string[]> {
  const source = { ...config.BANYAN_SOURCE_URL, password: config.BANYAN_SOURCE_PASSWORD ?? config.BANYAN_SOURCE_URL.password };
  const target = { ...config.BANYAN_TARGET_URL, password: config.BANYAN_TARGET_PASSWORD ?? config.BANYAN_TARGET_URL.password };
  const findings = await runOracle(source, target, {
    prefix: config.BANYAN_SOURCE_PREFIX ?? context.catalog().prefix, targets: ownDatabases(config.BANYAN_TARGETS),
    customersSince: (await context.cut())?.since, onChecked,
  });
  return findings.map((finding) => JSON.stringify(finding));
}
