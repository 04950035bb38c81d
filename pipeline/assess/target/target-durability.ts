import { withTarget } from '../../../target/connect';
import { ok, warning, type Check } from '../check';
import type { TargetView } from './target-view';

/** Settings without which a crash of the target can lose or spoil what Banyan believes to be carried. */
const wanted = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** Whether the target keeps what it has acknowledged. */
export const targetDurability: Check<TargetView> = {
  name: 'target-durability',
  run: async (view) => {
    const found = await withTarget(view.pool, async (client) => (await client.query<{ name: string; setting: string }>(
      'SELECT name, setting FROM pg_settings WHERE name = ANY($1::text[])', [wanted])).rows);
    const off = found.filter(({ setting }) => setting === 'off').map(({ name }) => name);
    if (off.length === 0) return [ok(`${view.name} keeps what it has acknowledged (${wanted.join(', ')} are on)`)];
    return [warning(`${off.join(', ')} of ${view.name} ${off.length === 1 ? 'is' : 'are'} off: after a crash of the target its rows cannot be trusted`,
      `ALTER SYSTEM SET ${off[0]} = on; SELECT pg_reload_conf(); else verify anew after every crash`)];
  },
};
