import { withTarget, type TargetClient } from '../../../target/connect';
import { snake } from '../../../entities/grammar/target-table';
import { blocker, ok, type Check, type Observation } from '../check';
import type { TargetView } from './target-view';

/** Whether the schemas of the services are absent, or Banyan's own: tables of somebody else are never written to. */
export const targetContents: Check<TargetView> = {
  name: 'target-contents',
  run: async (view) => [await withTarget(view.pool, (client) => judge(client, view))],
};

async function judge(client: TargetClient, { name, services }: TargetView): Promise<Observation> {
  const owners = await migrated(client);
  const found = (await client.query<{ schema: string }>(
    'SELECT DISTINCT table_schema AS schema FROM information_schema.tables WHERE table_schema = ANY($1::text[])', [services.map(snake)])).rows;
  const strange = found.map(({ schema }) => schema).filter((schema) => !owners.has(schema));
  if (strange.length > 0) {
    return blocker(`${name} holds tables in ${strange.join(', ')} that Banyan did not make`, `move them away, or give the service${strange.length > 1 ? 's' : ''} another database with BANYAN_TARGETS`);
  }
  return ok(found.length === 0 ? `${name} is empty: its schemas are made at the start` : `${name} holds the schemas that Banyan made before`);
}

/** Services whose schema Banyan has made in this database. */
async function migrated(client: TargetClient): Promise<Set<string>> {
  const [present] = (await client.query<{ there: boolean }>("SELECT to_regclass('banyan.migrations') IS NOT NULL AS there")).rows;
  if (!present!.there) return new Set();
  const { rows } = await client.query<{ owner: string }>('SELECT DISTINCT owner FROM banyan.migrations');
  return new Set(rows.map(({ owner }) => snake(owner)));
}
