import { randomBytes } from 'node:crypto';
import { BanyanFailure } from '../contracts/failures';
import { createIdDeriver, formatUuid, type IdDeriver, type IdSpace } from '../entities/grammar/derive-ids';
import { withTarget, type TargetPool } from './connect';
import { sqlState } from './failure-of';
import { claimSetting } from './settings';

/** The key that ids are derived with: made at the first run, kept in the control database. */
export async function readIdKey(control: TargetPool): Promise<Buffer> {
  return withTarget(control, async (client) => {
    return Buffer.from(await claimSetting(client, 'id_key', randomBytes(16).toString('hex')), 'hex');
  }).catch((error: unknown) => {
    throw sqlState(error) === UNDEFINED_TABLE ? unprepared(error) : error;
  });
}

/** Asks whether a run has made Banyan's tables. @throws TargetSchemaDrift when none has. */
export async function demandPrepared(control: TargetPool): Promise<void> {
  const { rows } = await withTarget(control, (client) => client.query<{ there: boolean }>("SELECT to_regclass('banyan.settings') IS NOT NULL AS there"));
  if (!rows[0]!.there) throw unprepared();
}

const unprepared = (cause?: unknown): BanyanFailure =>
  new BanyanFailure('TargetSchemaDrift', 'the target holds nothing of a run yet: the first run makes its tables once its gate assess is open', cause);

const UNDEFINED_TABLE = '42P01';

/**
 * Compares ids that the ledger holds with what the key derives. A wrong key would give every row a second id.
 * @throws InvalidInput when any differs.
 */
export async function checkIdKey(target: TargetPool, key: Buffer, spaces: readonly IdSpace[]): Promise<IdDeriver> {
  const ids = createIdDeriver(key);
  await withTarget(target, async (client) => {
    for (const space of spaces) {
      const result = await client.query<{ id: number; uuid: string }>(
        'SELECT magento_id AS id, new_uuid AS uuid FROM banyan.magento_id_map WHERE entity_type = $1 AND derived ORDER BY magento_id LIMIT 5', [space.entity]);
      for (const { id, uuid } of result.rows) {
        if (formatUuid(ids.derive(space, [id]), 0) === uuid) continue;
        throw new BanyanFailure('InvalidInput', `the id key in the control database is not the one that the ledger of this target was written with (${space.entity} ${id}): point BANYAN_CONTROL_URL at the control database of the first run`);
      }
    }
  });
  return ids;
}
