import { parseConfig, type Config } from '../../contracts/config';

/** Settings of a worker that a bench starts; the bench sets them. */
export const readWorkerConfig = (): Config => parseConfig(process.env);
