import type { ShapeChange } from '../entities/grammar/shape-changes';
import type { Shape } from '../entities/grammar/shape';
import type { TargetClient } from './connect';

/** The shape of the shop as it was last looked at; undefined before the first time. */
export async function readShape(client: TargetClient): Promise<Shape | undefined> {
  return (await client.query<{ shape: Shape }>('SELECT shape FROM banyan.source_shape')).rows[0]?.shape;
}

/** Grows with {@link raiseShapeVersion}; 0 before a shape was ever stored. */
export async function readShapeVersion(client: TargetClient): Promise<number> {
  return (await client.query<{ version: number }>('SELECT version FROM banyan.source_shape')).rows[0]?.version ?? 0;
}

/** Tells every worker to read the shop again. */
export async function raiseShapeVersion(client: TargetClient): Promise<void> {
  await client.query('UPDATE banyan.source_shape SET version = version + 1');
}

/** Stores what was found, with the changes that led there. */
export async function storeShape(client: TargetClient, shape: Shape, changes: readonly ShapeChange[]): Promise<void> {
  await client.query(
    `INSERT INTO banyan.source_shape (version, shape) VALUES (1, $1)
     ON CONFLICT (only_one) DO UPDATE SET shape = excluded.shape`, [JSON.stringify(shape)]);
  for (const { entity, severity, says } of changes) {
    await client.query('INSERT INTO banyan.schema_changes (entity_type, severity, says) VALUES ($1, $2, $3)', [entity, severity, says]);
  }
}

/** The newest changes of the shop's tables, newest first. */
export async function readSchemaChanges(client: TargetClient, limit: number): Promise<(ShapeChange & { readonly at: Date })[]> {
  const result = await client.query<ShapeChange & { at: Date }>(
    'SELECT at, entity_type AS entity, severity, says FROM banyan.schema_changes ORDER BY id DESC LIMIT $1', [limit]);
  return result.rows;
}
