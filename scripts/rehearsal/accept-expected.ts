import type { Config } from '../../contracts/config';
import type { RunStatus } from '../../contracts/outcomes';
import { openContext } from '../../pipeline/open-context';
import { acceptQuarantine, listQuarantine } from '../../pipeline/review-quarantine';

/** A kind of row that is known not to fit, and how many aggregates it may concern. */
export interface Expected {
  readonly entity: string;
  readonly table: string;
  readonly reason: string;
  readonly count: number;
  readonly because: string;
}

/**
 * Accepts what is expected in quarantine, as an operator would: only at the last gate, each kind with its reason in the
 * audit, and nothing at all when more is there than expected.
 */
export function acceptExpected(config: Config, run: string, expected: readonly Expected[]): (status: RunStatus) => Promise<void> {
  return async ({ gate }) => {
    const failing = (gate?.checks ?? []).filter((check) => check.verdict !== 'pass').map((check) => check.name);
    if (gate?.gate !== 'verify' || !failing.includes('quarantine') || expected.length === 0) return;
    const context = await openContext(config);
    try {
      const rows = (await listQuarantine(context, { limit: 10_000 })).filter((row) => row.acceptedAt === null);
      const kindOf = (row: (typeof rows)[number]): Expected | undefined =>
        expected.find((kind) => kind.entity === row.entity && kind.table === row.table && kind.reason === row.reason);
      const tooMany = expected.some((kind) => rows.filter((row) => kindOf(row) === kind).length > kind.count);
      if (tooMany || rows.some((row) => !kindOf(row))) return;
      for (const row of rows) {
        await acceptQuarantine(context, { run, who: 'rehearsal', because: kindOf(row)!.because, entity: row.entity, key: row.key });
      }
    } finally {
      await context.close();
    }
  };
}
