import type { LiveRouting } from './live-routing';
import { createLiveRouting } from './live-routing';
import { readCache, writeCache } from './routing-cache';

/** The routing that is followed, kept in a file whenever it changes. */
export interface KeptRouting {
  readonly live: LiveRouting;
  /** Resolves when the file holds what is followed. */
  stored(): Promise<void>;
}

/**
 * Starts from what was followed before the gateway stopped; with nothing said, everything goes to Magento.
 * @param path of the file; without one nothing is kept.
 * @param complain told when the file cannot be read or written.
 */
export function openRouting(path: string | undefined, complain: (error: Error) => void): KeptRouting {
  const live = createLiveRouting(path === undefined ? undefined : remembered(path, complain));
  let storing = Promise.resolve();
  let wanted = false;
  const store = async (): Promise<void> => {
    wanted = false;
    await writeCache(path!, { base: live.newest(), overrides: live.overrides() }).catch(complain);
  };
  if (path !== undefined) {
    live.onChange(() => {
      // Changes that come while the file is written are written together, after it.
      if (wanted) return;
      wanted = true;
      storing = storing.then(store);
    });
  }
  return { live, stored: () => storing };
}

function remembered(path: string, complain: (error: Error) => void): ReturnType<typeof readCache> {
  try {
    return readCache(path);
  } catch (error) {
    complain(error as Error);
    return undefined;
  }
}
