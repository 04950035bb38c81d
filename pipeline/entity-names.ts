import { allEntities } from '../entities/all-entities';

/** Names of everything that can be migrated, in the order of the definitions. */
export const entityNames: readonly string[] = allEntities.map(({ name }) => name);
