import { parseConfig, type Config } from '../../contracts/config';

/** The same settings as the migration itself. */
export const readOracleConfig = (): Config => parseConfig(process.env);
