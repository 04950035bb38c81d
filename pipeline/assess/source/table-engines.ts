import { ok, someOf, warning, type Check } from '../check';
import { countOf } from '../words';
import type { ShopView } from './source-view';
import { mappedTables } from './table-stats';

/** Mapped tables that are not transactional: no snapshot covers them. */
export const tableEngines: Check<ShopView> = {
  name: 'table-engines',
  run: async ({ entities, stats, catalog }) => {
    const others = mappedTables(entities).filter((table) => stats.has(table) && stats.get(table)!.engine !== 'InnoDB');
    if (others.length === 0) return [ok('every mapped table is InnoDB')];
    const named = others.map((table) => `${catalog.prefix}${table} (${stats.get(table)!.engine})`);
    return [warning(`${countOf(others.length, 'mapped table is', 'mapped tables are')} not transactional, so a load may see half of a change until the log brings the rest: ${someOf(named)}`,
      `ALTER TABLE ${catalog.prefix}${others[0]} ENGINE = InnoDB, and likewise the others, in a quiet hour`)];
  },
};
