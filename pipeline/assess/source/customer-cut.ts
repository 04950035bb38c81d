import { customerRows, keepersOf } from '../../../entities/customer-cut';
import { quoteName } from '../../../source/connect';
import { isLeftOut } from '../../../source/cut-sql';
import { asCount } from '../words';
import { ok, warning, type Check } from '../check';
import { boundedQuery } from './bounded-query';
import type { SizedShop } from './sized-shop';

/** How many customers a run with a cut would carry and leave out. */
export const customerCut: Check<SizedShop> = {
  name: 'customer-cut',
  run: async (view) => {
    const { customersSince: since, catalog } = view;
    if (since === undefined || !catalog.tables.has(customerRows.table)) return [];
    const cut = isLeftOut({ prefix: catalog.prefix, cut: { since, keepers: keepersOf(catalog) } });
    const rows = await boundedQuery(view,
      `SELECT COUNT(*) AS total, COALESCE(SUM(c.${quoteName(customerRows.created)} >= ?), 0) AS young, COALESCE(SUM(${cut.text}), 0) AS leftOut
         FROM ${quoteName(catalog.prefix + customerRows.table)} c`, [since, since]);
    if (!rows) return [warning(`how many customers a cut at ${since} leaves out was not counted within a few seconds`, 'the verification counts them, table by table')];
    const { total, young, leftOut } = { total: Number(rows[0]!.total), young: Number(rows[0]!.young), leftOut: Number(rows[0]!.leftOut) };
    const says = `of ${asCount(total)} customers ${asCount(young)} were created since ${since}, ${asCount(total - young - leftOut)} older ones come along because an order, a review or a wishlist refers to them, and ${asCount(leftOut)} are left out with what is theirs`;
    return [leftOut === 0 ? ok(says) : warning(says, 'nothing to do, if that is what you want; without customersSince all of them are carried')];
  },
};
