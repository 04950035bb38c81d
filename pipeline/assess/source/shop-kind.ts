import { ok, type Check } from '../check';
import type { ShopView } from './source-view';

/** Which kind of shop this is: its prefix, and whether Adobe Commerce's content staging is installed. */
export const shopKind: Check<ShopView> = {
  name: 'shop',
  run: async ({ catalog, entities }) => {
    const staged = entities.filter((compiled) => compiled.staged).map((compiled) => compiled.definition.name);
    return [
      ok(`${catalog.tables.size} tables in ${catalog.database}, ${catalog.prefix === '' ? 'without a prefix' : `with the prefix ${catalog.prefix}`}`),
      ok(staged.length === 0 ? 'no content staging' : `content staging is installed: of ${staged.join(' and ')} the version in force is carried, and projected anew when another one takes over`),
    ];
  },
};
