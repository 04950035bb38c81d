import { blocker, ok, type Check } from '../check';
import type { ShopView } from './source-view';

/** Tables and columns that the mapping needs and that this shop lacks, or hides from the user. */
export const missingColumns: Check<ShopView> = {
  name: 'mapping',
  run: async ({ entities, catalog }) => {
    const lacking = entities.filter((compiled) => compiled.missing.length > 0);
    if (lacking.length === 0) return [ok(`all ${entities.length} entities find the tables and columns they need`)];
    return lacking.map(({ definition, missing }) => blocker(
      `${definition.name} needs ${missing.map((name) => catalog.prefix + name).join(', ')}, which this database does not have or does not show to this user`,
      `check the user's SELECT grant; if the shop truly lacks them, mark them optional in entities/${definition.name}.ts`));
  },
};
