import type { Config } from '../contracts/config';
import { openContext, type OpenContext } from '../pipeline/open-context';
import { connectTemporal, type Temporal } from './connect-temporal';
import type { Terminal } from './terminal';

/** What a command stands on. Nothing is opened until it is asked for. */
export interface Session {
  readonly terminal: Terminal;
  /** Who acts, for the audit. */
  readonly who: string;
  /** Settings; faulty ones are told all at once. */
  config(): Config;
  /** Runs work with the databases open. */
  withContext<T>(work: (context: OpenContext) => Promise<T>): Promise<T>;
  /** Runs work with Temporal. */
  withTemporal<T>(work: (temporal: Temporal) => Promise<T>): Promise<T>;
  /** Shows a result: as JSON for scripts, else as the lines given. */
  show(result: unknown, lines: () => string): void;
}

/** @param options what every command was given. */
export function createSession(terminal: Terminal, options: { readConfig(): Config; who: string; json: boolean }): Session {
  const config = options.readConfig;
  return {
    terminal, config,
    who: options.who,
    withContext: async (work) => {
      const context = await openContext(config());
      try {
        return await work(context);
      } finally {
        await context.close();
      }
    },
    withTemporal: async (work) => {
      const temporal = await connectTemporal(config());
      try {
        return await work(temporal);
      } finally {
        await temporal.close();
      }
    },
    show: (result, lines) => terminal.out(options.json ? `${JSON.stringify(result, undefined, 2)}\n` : lines()),
  };
}
