import type { Config } from '../../contracts/config';
import { fails } from '../../contracts/gate-check';
import type { RunStatus } from '../../contracts/outcomes';
import type { PipelineContext } from '../../pipeline/context';
import { openContext } from '../../pipeline/open-context';
import { countOf } from '../../pipeline/assess/words';
import { acceptQuarantine, listQuarantine, listQuarantineReasons, retryQuarantine } from '../../pipeline/review-quarantine';
import { isOfKind, judgeQuarantine, type Expected } from './judge-quarantine';

/** What a rehearsal may leave in quarantine: a list to hold it to, or, for a shop that nobody keeps a list of, whatever there is. */
export type Expectation = readonly Expected[] | 'whatever there is';

/** A unique value that is about to move is free again a moment later. */
const looks = 3;

export interface Accepting {
  readonly run: string;
  readonly expected: Expectation;
  readonly say: (line: string) => void;
}

/**
 * Accepts what is expected in quarantine, as an operator would: only at the last gate, each kind with its reason in the
 * audit, and says so.
 * @throws when more is there than expected, and stays: the gate would wait for ever.
 */
export function acceptExpected(config: Config, { run, expected, say }: Accepting): (status: RunStatus) => Promise<void> {
  let seen = 0;
  // The gate looks again only after a while, and is asked meanwhile: then there is nothing left to accept.
  const tell = (accepted: number, because: string): void => {
    if (accepted > 0) say(`accepted ${countOf(accepted, 'aggregate')} in quarantine, as an operator would with banyan quarantine accept: ${because}`);
  };
  return async ({ gate }) => {
    if (gate?.gate !== 'verify' || !fails(gate.checks, 'quarantine')) return;
    const context = await openContext(config);
    try {
      if (expected === 'whatever there is') return tell(await acceptQuarantine(context, { run, who: 'rehearsal', because: 'only reported: no list of this shop is kept' }), 'only reported, because no list of this shop is kept');
      const { more } = judgeQuarantine(await listQuarantineReasons(context), expected);
      if (more.length === 0) return tell(await acceptEach(context, run, expected), expected.map(({ because }) => because).join('; '));
      if (++seen >= looks) throw new Error(`more is in quarantine than expected:\n${more.map((line) => `  ${line}`).join('\n')}`);
      await retryQuarantine(context, {});
    } finally {
      await context.close();
    }
  };
}

async function acceptEach(context: PipelineContext, run: string, expected: readonly Expected[]): Promise<number> {
  let accepted = 0;
  const open = (await listQuarantine(context, { limit: 1_000_000 })).filter((row) => row.acceptedAt === null);
  for (const row of open) {
    const kind = expected.find((one) => isOfKind(one, row));
    if (kind) accepted += await acceptQuarantine(context, { run, who: 'rehearsal', because: kind.because, entity: row.entity, key: row.key });
  }
  return accepted;
}
