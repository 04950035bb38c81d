import { parseConfig, type Config } from '../../contracts/config';

/** Settings of a worker that a bench starts; the bench sets them. */
export const readWorkerConfig = (): Config => parseConfig(process.env);

/** What programs that a bench starts inherit: enough to be found, none of our settings. */
export const benchEnvironment = (): Record<string, string> => ({ PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`, HOME: process.env.HOME ?? '/tmp', NODE_ENV: 'production' });
