import type { OracleConnection } from './oracle';

/** Databases of single services by schema, from those by service: a schema has no dashes. */
export const ownDatabases = (byService: Readonly<Record<string, OracleConnection>>): Readonly<Record<string, OracleConnection>> =>
  Object.fromEntries(Object.entries(byService).map(([service, where]) => [service.replace(/-/g, '_'), where]));
