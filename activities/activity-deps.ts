import type { Config } from '../contracts/config';
import { connectControl, prepareControl, type ControlPool } from '../gateway/flags/connect-control';
import { controlOf } from '../gateway/flags/control-of';
import type { TargetContext } from '../pipeline/context';
import { openContext, type OpenContext } from '../pipeline/open-context';
import { openTargetContext } from '../pipeline/open-target-context';

/** What activities stand on; one per worker process. */
export interface ActivityDeps {
  readonly config: Config;
  /** Opened when first needed: the targets may not be prepared yet when a worker starts. */
  context(): Promise<OpenContext>;
  /** The targets alone: the shop may be away. */
  targets(): Promise<TargetContext>;
  /** The control database as gateways use it. */
  routing(): Promise<ControlPool>;
  /** Whether Temporal knows Banyan's search attributes. */
  readonly searchable: boolean;
}

/** Dependencies that open the databases once, and again after a failed try. */
export function createDeps(config: Config, searchable: boolean): ActivityDeps & { close(): Promise<void> } {
  const context = once(() => openContext(config));
  const targets = once(() => openTargetContext(config));
  const routing = once(async () => {
    const pool = connectControl(controlOf(config));
    await prepareControl(pool).catch(async (error: unknown) => {
      await pool.end();
      throw error;
    });
    return pool;
  });
  return {
    config, context: context.get, targets: targets.get, routing: routing.get, searchable,
    close: async () => {
      await (await context.opened())?.close();
      await (await targets.opened())?.close();
      await (await routing.opened())?.end();
    },
  };
}

/** Opens when first asked, and again after a try that failed. */
function once<T>(open: () => Promise<T>): { get(): Promise<T>; opened(): Promise<T | undefined> } {
  let opening: Promise<T> | undefined;
  return {
    get: () => {
      opening ??= open().catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    opened: async () => opening,
  };
}
