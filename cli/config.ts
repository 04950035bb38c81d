import { parseConfig, type Config } from '../contracts/config';

/** The settings of this process. @throws InvalidInput naming every problem at once. */
export const readConfig = (): Config => parseConfig(process.env);

/** Who sits at the keyboard, for the audit, and whether faults show their stack. */
export const readPerson = (): { readonly name: string; readonly debug: boolean } => ({
  name: process.env.BANYAN_WHO ?? process.env.USER ?? process.env.LOGNAME ?? 'unknown',
  debug: process.env.BANYAN_DEBUG !== undefined && process.env.BANYAN_DEBUG !== '',
});
