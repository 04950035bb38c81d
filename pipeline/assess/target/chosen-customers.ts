import { withTarget, type TargetPool } from '../../../target/connect';
import { isFilled, readChosenCustomers, refusalOf } from '../../../target/chosen-customers';
import { blocker, ok, type Check } from '../check';
import type { TargetView } from './target-view';

/** Whether the targets hold the customers that the plan asks for, or those of another choice. */
export const chosenCustomers = (since: string | undefined): Check<readonly TargetView[]> => ({
  name: 'chosen-customers',
  run: async (views) => {
    const control = views.find((view) => view.control)!.pool;
    const chosen = (await hasTable(control, 'banyan.settings')) ? await readChosenCustomers(control) : undefined;
    let filled = false;
    for (const { pool } of views) filled ||= (await hasTable(pool, 'banyan.magento_id_map')) && (await isFilled(pool));
    const refusal = refusalOf({ chosen, since, filled });
    if (refusal !== undefined) return [blocker(refusal, 'a choice is fixed once rows were carried: half of a target may not follow one choice and half another')];
    return [ok(filled ? 'the targets were begun with the same choice of customers' : 'the targets are open to any choice of customers')];
  },
});

const hasTable = (pool: TargetPool, table: string): Promise<boolean> =>
  withTarget(pool, async (client) => (await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table])).rows[0]!.there);
