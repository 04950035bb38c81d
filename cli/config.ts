import { userInfo } from 'node:os';
import { parseConfig, parseSubscriberConfig, type Config, type Environment, type SubscriberConfig } from '../contracts/config';

/** The settings of this process. @throws InvalidInput naming every problem at once. */
export const readConfig = (): Config => parseConfig(process.env);

/** The same without those of the shop. */
export const readTargetConfig = (): SubscriberConfig => parseSubscriberConfig(process.env);

/** Who sits at the keyboard, for the audit, and whether faults show their stack. */
export const readPerson = (env: Environment = process.env): { readonly name: string; readonly debug: boolean } => ({
  name: env.BANYAN_WHO || env.USER || env.LOGNAME || account(),
  debug: env.BANYAN_DEBUG !== undefined && env.BANYAN_DEBUG !== '',
});

/** The account of the process by name, or by number where the machine has no name for it, as in a container. */
function account(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
