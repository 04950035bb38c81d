import { BanyanFailure } from '../contracts/failures';
import { inTransaction, withTarget, type TargetPool } from './connect';
import { readSetting, writeSetting } from './settings';

const setting = 'customers_since';
const all = 'all';

/** Which customers the first run into these targets was started for: a day, `all`, or nobody has said yet. */
export async function readChosenCustomers(control: TargetPool): Promise<string | undefined> {
  return withTarget(control, (client) => readSetting(client, setting));
}

/** The cut in force, `YYYY-MM-DD`; undefined when every customer is carried. */
export async function readCustomersSince(control: TargetPool): Promise<string | undefined> {
  const chosen = await readChosenCustomers(control);
  return chosen === all ? undefined : chosen;
}

/** Whether anything was carried to a target yet. */
export async function isFilled(target: TargetPool): Promise<boolean> {
  return withTarget(target, async (client) => (await client.query<{ there: boolean }>('SELECT EXISTS (SELECT 1 FROM banyan.magento_id_map WHERE derived) AS there')).rows[0]!.there);
}

/**
 * Why a run may not start with its choice, in one sentence; undefined when it may.
 * @param chosen what the targets were begun with, if anybody has said.
 * @param since what the run asks for.
 */
export function refusalOf({ chosen, since, filled }: { chosen: string | undefined; since: string | undefined; filled: boolean }): string | undefined {
  const [held, asked] = [chosen ?? all, since ?? all];
  if (held === asked || !filled) return undefined;
  const words = (choice: string): string => (choice === all ? 'all customers' : `customers created since ${choice}`);
  return `the targets were begun with ${words(held)}, and this plan asks for ${words(asked)}: start with the first choice again (${held === all ? 'no customersSince' : `customersSince ${held}`}), or empty the targets and restart the workers`;
}

/**
 * Fixes which customers are carried, for every run into these targets: a choice that changed half way would leave rows
 * of both. Until something was carried it may still be changed.
 * @throws BanyanFailure InvalidPlan when the targets were filled with another choice.
 */
export async function chooseCustomers(control: TargetPool, targets: readonly TargetPool[], since: string | undefined): Promise<void> {
  await inTransaction(control, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`banyan ${setting}`]);
    const chosen = await readSetting(client, setting);
    const filled = (await Promise.all(targets.map(isFilled))).includes(true);
    const refusal = refusalOf({ chosen, since, filled });
    if (refusal !== undefined) throw new BanyanFailure('InvalidPlan', refusal);
    await writeSetting(client, setting, since ?? all);
  });
}
