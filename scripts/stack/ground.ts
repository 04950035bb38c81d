import type { StackConfig } from './config';
import type { Passwords } from './passwords';
import type { Watchdog } from './watchdog';

/** What every part of the stack stands on. */
export type Ground = {
  readonly config: StackConfig;
  /** Folder of this stack; each part makes its own below it. */
  readonly dir: string;
  /** True when `dir` outlives the stack: servers are then stopped politely instead of at once. */
  readonly kept: boolean;
  readonly passwords: Passwords;
  readonly say: (line: string) => void;
  readonly watchdog: Watchdog;
};
