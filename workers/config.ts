import { parseConfig, parseSubscriberConfig, type Config, type SubscriberConfig } from '../contracts/config';

/** The settings of this process. @throws BanyanFailure InvalidInput naming every problem at once. */
export const readConfig = (): Config => parseConfig(process.env);

/** The settings of a subscriber: it needs none of the source. */
export const readSubscriberConfig = (): SubscriberConfig => parseSubscriberConfig(process.env);
