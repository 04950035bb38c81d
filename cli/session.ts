import type { Config, SubscriberConfig } from '../contracts/config';
import type { TargetContext } from '../pipeline/context';
import { openContext, type OpenContext } from '../pipeline/open-context';
import { openTargetContext } from '../pipeline/open-target-context';
import { connectTemporal, type Temporal } from './connect-temporal';
import type { Terminal } from './terminal';

/** What a command stands on. Nothing is opened until it is asked for. */
export interface Session {
  readonly terminal: Terminal;
  /** Who acts, for the audit. */
  readonly who: string;
  /** Settings; faulty ones are told all at once. */
  config(): Config;
  /** Runs work with the targets open. The shop is not asked: it may be away, and its settings may be missing. */
  withTargets<T>(work: (context: TargetContext) => Promise<T>): Promise<T>;
  /** Runs work with all databases open. */
  withContext<T>(work: (context: OpenContext) => Promise<T>): Promise<T>;
  /** Runs work with Temporal. */
  withTemporal<T>(work: (temporal: Temporal) => Promise<T>): Promise<T>;
  /** Shows a result: as JSON for scripts, else as the lines given. */
  show(result: unknown, lines: () => string): void;
}

/** @param options what every command was given. */
export function createSession(terminal: Terminal, options: { readConfig(): Config; readTargetConfig(): SubscriberConfig; who: string; json: boolean }): Session {
  const config = options.readConfig;
  return {
    terminal, config,
    who: options.who,
    withTargets: async (work) => closing(await openTargetContext(options.readTargetConfig()), work),
    withContext: async (work) => closing(await openContext(config()), work),
    withTemporal: async (work) => closing(await connectTemporal(config()), work),
    show: (result, lines) => terminal.out(options.json ? `${JSON.stringify(result, undefined, 2)}\n` : lines()),
  };
}

/** Runs work with something that is open, and closes it whatever comes of the work. */
async function closing<Open extends { close(): Promise<void> }, T>(open: Open, work: (open: Open) => Promise<T>): Promise<T> {
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}
