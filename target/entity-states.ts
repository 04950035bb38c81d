import type { TargetClient } from './connect';

/** Active entities are followed; the keys of others gather in `dirty_keys` until they are active again. */
export type EntityState = 'active' | 'paused' | 'skipped';

export interface StatedEntity {
  readonly entity: string;
  readonly state: EntityState;
  readonly why: string;
}

/** Entities that are not active. */
export async function readEntityStates(client: TargetClient): Promise<StatedEntity[]> {
  const result = await client.query<StatedEntity>("SELECT entity, state, why FROM banyan.entity_states WHERE state <> 'active' ORDER BY entity");
  return result.rows;
}

/** Sets the state of an entity, whatever it was. */
export async function setEntityState(client: TargetClient, { entity, state, why }: StatedEntity): Promise<void> {
  await client.query(
    `INSERT INTO banyan.entity_states AS held (entity, state, why) VALUES ($1, $2, $3)
     ON CONFLICT (entity) DO UPDATE SET state = excluded.state, why = excluded.why, since = excluded.since
     WHERE (held.state, held.why) IS DISTINCT FROM (excluded.state, excluded.why)`, [entity, state, why]);
}
