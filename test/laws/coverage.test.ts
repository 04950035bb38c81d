import { coverageOf } from '../../entities/coverage';
import { compileEntity } from '../../entities/grammar/compile';
import { allEntities } from '../../entities/all-entities';
import { shopCatalog } from './shop-catalog';
import { shopEntities } from './shop-entities';

test.each([false, true])('every column of a Magento shop is accounted for (Commerce: %s)', (commerce) => {
  const catalog = shopCatalog({ commerce });
  const coverage = coverageOf(catalog, allEntities.map((definition) => compileEntity(definition, catalog)));
  expect(coverage.missing).toEqual([]);
  const columns = coverage.mapped.flatMap((table) => table.columns.map((column) => ({ table: table.table, ...column })));
  expect(columns.length).toBeGreaterThan(1000);
  // Magento's own columns are all typed; `extra` is for those of extensions.
  expect(columns.filter((column) => column.how === 'unaccounted' || column.how === 'extra')).toEqual([]);
  expect(columns.filter((column) => column.how === 'ignored' && !column.reason)).toEqual([]);
  expect(coverage.unmapped.filter((table) => table.kind === 'unknown')).toEqual([]);
  expect(coverage.mapped.length + coverage.unmapped.length).toBe(catalog.tables.size);
});

test('columns of extensions go to extra, and so does nothing else', () => {
  const { catalog, entities } = shopEntities();
  const columns = coverageOf(catalog, entities).mapped.flatMap((table) => table.columns);
  expect(columns.filter((column) => column.how === 'unaccounted')).toEqual([]);
  expect(new Set(columns.filter((column) => column.how === 'extra').map((column) => column.column))).toEqual(new Set(['acme_note', 'acme_score', 'acme_blob']));
});

test('tables nobody knows, missing columns and card data are told apart', () => {
  const shop = shopCatalog();
  const tables = new Map(shop.tables);
  const table = (name: string, columns: readonly string[]) => ({ name, columns: columns.map((column) => ({ name: column, type: 'int', nullable: true, charset: null })), primaryKey: [], foreignKeys: [] });
  for (const [name, columns] of [['acme_points', ['id']], ['acme_points_cl', ['version_id', 'entity_id']], ['acme_cl', ['id']], ['sequence_order_7', ['sequence_value']]] as const) {
    tables.set(name, table(name, columns));
  }
  const orders = tables.get('sales_order')!;
  tables.set('sales_order', { ...orders, columns: orders.columns.filter((column) => column.name !== 'grand_total') });
  const catalog = { ...shop, tables };
  const coverage = coverageOf(catalog, allEntities.map((definition) => compileEntity(definition, catalog)));
  const kind = (name: string) => coverage.unmapped.find((unmapped) => unmapped.table === name)?.kind;
  expect([kind('acme_points'), kind('acme_points_cl'), kind('acme_cl'), kind('sequence_order_7')]).toEqual(['unknown', 'rebuilt', 'unknown', 'rebuilt']);
  expect(coverage.missing).toEqual(['sales_order.grand_total']);
  const payments = coverage.mapped.find((mapped) => mapped.table === 'sales_order_payment')!;
  expect(payments.columns.find((column) => column.column === 'cc_number_enc')).toMatchObject({ how: 'ignored' });
});
