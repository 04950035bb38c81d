import { withTarget } from '../../../target/connect';
import { blocker, ok, type Check } from '../check';
import type { TargetView } from './target-view';

interface Rights {
  readonly user: string;
  readonly create: boolean;
  readonly temporary: boolean;
  readonly encoding: string;
  /** Schemas of ours that exist and belong to somebody else. */
  readonly foreign: readonly string[];
}

const rights = `
  SELECT current_user AS user, current_setting('server_encoding') AS encoding,
         has_database_privilege(current_database(), 'CREATE') AS create,
         has_database_privilege(current_database(), 'TEMPORARY') AS temporary,
         ARRAY(SELECT nspname::text FROM pg_namespace
                WHERE nspname = ANY($1::text[]) AND NOT pg_has_role(current_user, nspowner, 'USAGE') ORDER BY 1) AS foreign`;

/** Whether the user may make and fill the schemas, and whether the database can hold every character. */
export const targetRights: Check<TargetView> = {
  name: 'target-rights',
  run: async (view) => {
    const schemas = ['banyan', ...view.services.map((service) => service.replace(/-/g, '_'))];
    const found = await withTarget(view.pool, async (client) => (await client.query<Rights>(rights, [schemas])).rows[0]!);
    const lacking = [...(found.create ? [] : ['CREATE']), ...(found.temporary ? [] : ['TEMPORARY'])];
    const wrong = [
      ...(lacking.length === 0 ? [] : [blocker(`${found.user} lacks ${lacking.join(' and ')} on ${view.name}`,
        `GRANT ${lacking.join(', ')} ON DATABASE "${view.at.database}" TO "${found.user}"`)]),
      ...(found.foreign.length === 0 ? [] : [blocker(`${found.user} does not own ${found.foreign.length === 1 ? 'the schema' : 'the schemas'} ${found.foreign.join(', ')} in ${view.name}`,
        `ALTER SCHEMA ${found.foreign[0]} OWNER TO "${found.user}", or use another database`)]),
      ...(found.encoding === 'UTF8' ? [] : [blocker(`${view.name} is encoded in ${found.encoding}, which cannot hold every character of the shop`,
        `create the database anew: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`)]),
    ];
    return wrong.length > 0 ? wrong : [ok(`${found.user} may create and write in ${view.name}, which is UTF8`)];
  },
};
