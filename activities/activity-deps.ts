import type { Config } from '../contracts/config';
import { openContext, type OpenContext } from '../pipeline/open-context';

/** What activities stand on; one per worker process. */
export interface ActivityDeps {
  readonly config: Config;
  /** Opened when first needed: the targets may not be prepared yet when a worker starts. */
  context(): Promise<OpenContext>;
  /** Whether Temporal knows Banyan's search attributes. */
  readonly searchable: boolean;
}

/** Dependencies that open the databases once, and again after a failed try. */
export function createDeps(config: Config, searchable: boolean): ActivityDeps & { close(): Promise<void> } {
  let opening: Promise<OpenContext> | undefined;
  const context = (): Promise<OpenContext> => {
    opening ??= openContext(config).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return { config, context, searchable, close: async () => (await opening)?.close() };
}
