import type { ControlPool } from './connect-control';
import type { ControlTask } from './follow-control';
import type { LiveRouting } from './live-routing';
import { changeTable } from './routing-table';

/** A task that writes to the table what this gateway already follows on its own. */
export const pushOverrides = (live: LiveRouting, pool: ControlPool): ControlTask => async () => {
  for (const override of live.overrides().filter(({ from }) => from === 'gateway')) {
    const version = await changeTable(pool, [override.change], override);
    live.settle([override], version.version);
  }
};
