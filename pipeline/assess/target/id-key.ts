import { BanyanFailure } from '../../../contracts/failures';
import { allEntities } from '../../../entities/all-entities';
import { isWide } from '../../../entities/grammar/target-table';
import { withTarget, type TargetPool } from '../../../target/connect';
import { checkIdKey } from '../../../target/id-key';
import { blocker, ok, type Check, type Observation } from '../check';
import type { TargetView } from './target-view';

const remedy = 'point BANYAN_CONTROL_URL at the control database of the first run; without it the targets have to be emptied';

/** Whether the key of the ids is the one that the ledgers were written with. Nothing is made here: the first start does that. */
export const idKey: Check<readonly TargetView[]> = {
  name: 'id-key',
  run: async (views) => {
    const control = views.find((view) => view.control)!;
    const key = await readKey(control.pool);
    const wrong: Observation[] = [];
    for (const view of views) wrong.push(...(await judge(view, key)));
    if (wrong.length > 0) return wrong;
    return [ok(key === undefined ? 'there is no id key yet: the first start makes it' : 'the id key is the one that every ledger was written with')];
  },
};

async function judge({ pool, name }: TargetView, key: Buffer | undefined): Promise<Observation[]> {
  if (!(await hasTable(pool, 'banyan.magento_id_map'))) return [];
  if (key === undefined) {
    const [row] = await ask<{ there: boolean }>(pool, 'SELECT EXISTS (SELECT 1 FROM banyan.magento_id_map WHERE derived) AS there');
    return row!.there ? [blocker(`${name} holds ids of an earlier run, and the control database has no id key`, remedy)] : [];
  }
  try {
    await checkIdKey(pool, key, allEntities.map((definition) => ({ entity: definition.name, wide: isWide(definition) })));
    return [];
  } catch (error) {
    if (!(error instanceof BanyanFailure) || error.failure !== 'InvalidInput') throw error;
    return [blocker(`the id key in the control database is not the one that the ledger of ${name} was written with`, remedy)];
  }
}

async function readKey(control: TargetPool): Promise<Buffer | undefined> {
  if (!(await hasTable(control, 'banyan.settings'))) return undefined;
  const [row] = await ask<{ value: string }>(control, "SELECT value FROM banyan.settings WHERE name = 'id_key'");
  return row && Buffer.from(row.value, 'hex');
}

const ask = <Row extends object>(pool: TargetPool, sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withTarget(pool, async (client) => (await client.query<Row>(sql, [...values])).rows);

const hasTable = async (pool: TargetPool, table: string): Promise<boolean> =>
  (await ask<{ there: boolean }>(pool, 'SELECT to_regclass($1) IS NOT NULL AS there', [table]))[0]!.there;
