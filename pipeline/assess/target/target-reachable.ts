import { BanyanFailure } from '../../../contracts/failures';
import { withTarget } from '../../../target/connect';
import { sqlState } from '../../../target/failure-of';
import { blocker, ok, stopped, type Check } from '../check';
import type { TargetView } from './target-view';

/** PostgreSQL 13 brought the transaction ids that heals are ordered by. */
const oldest = 13;

/** Whether the target answers, lets the user in and is new enough. */
export const targetReachable: Check<TargetView> = {
  name: 'target',
  run: async (view) => {
    try {
      const version = await withTarget(view.pool, async (client) => (await client.query<{ version: string }>("SELECT current_setting('server_version') AS version")).rows[0]!.version);
      if (parseInt(version, 10) < oldest) return [blocker(`${view.name} is PostgreSQL ${version}, older than ${oldest}`, `use PostgreSQL ${oldest} or newer`)];
      return [ok(`${view.name} answers: PostgreSQL ${version}`)];
    } catch (error) {
      if (!(error instanceof BanyanFailure)) throw error;
      return [stopped(error, { says: `${view.name}: ${error.message}`, remedy: remedyFor(view, error) })];
    }
  },
};

function remedyFor({ at }: TargetView, error: BanyanFailure): string {
  switch (sqlState(error)) {
    case '3D000':
      return `create it: CREATE DATABASE "${at.database}" ENCODING 'UTF8' TEMPLATE template0`;
    case '28P01':
    case '28000':
      return `check user ${at.user} and its password in BANYAN_TARGET_URL (or BANYAN_TARGET_PASSWORD_FILE) and the server's pg_hba.conf`;
    default:
      return error.remedy;
  }
}
