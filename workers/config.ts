import { parseConfig, type Config } from '../contracts/config';

/** The settings of this process. @throws BanyanFailure InvalidInput naming every problem at once. */
export const readConfig = (): Config => parseConfig(process.env);
