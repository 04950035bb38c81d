import { allEntities } from '../../entities/all-entities';
import { columnsOf, type SourceCatalog } from '../../entities/grammar/catalog';
import { compileEntity, type CompiledEntity } from '../../entities/grammar/compile';
import { effectsOf } from '../../entities/grammar/effects';
import { routesOf, type Route, type RouteHop } from '../../entities/grammar/routes';
import { loadSqlOf } from '../../source/load-sql';
import { shopEntities } from './shop-entities';
import { stagedCatalog } from './staged-catalog';

const plain = shopEntities();
const staged = stagedCatalog();
const shops = [
  ['plain', plain.catalog, plain.entities],
  ['staged', staged, allEntities.map((definition) => compileEntity(definition, staged)).filter((compiled) => compiled.present)],
] as const;

/** The tables a load reads, as its own SQL names them. */
function readsOf(compiled: CompiledEntity): Set<string> {
  const sql = loadSqlOf(compiled, { prefix: '', now: 5 });
  const selection = { from: 0, to: 1 };
  const texts = [
    sql.root(selection).text,
    ...compiled.children.filter((plan) => plan.present).map((plan) => sql.child(plan, selection).text),
    ...(compiled.eav?.tables ?? []).filter((table) => table.present).map((table) => sql.eav(table.source, selection).text),
  ];
  return new Set(texts.flatMap((text) => [...text.matchAll(/(?:FROM|JOIN) `([^`]+)`/g)].map((match) => match[1]!)));
}

const hopsOf = (route: Route): RouteHop[] => {
  const hops: RouteHop[] = [];
  for (let hop = route.hop; hop; hop = hop.hop) hops.push(hop);
  return hops;
};

const present = (catalog: SourceCatalog, table: string, columns: readonly string[]): boolean =>
  columns.every((column) => columnsOf(catalog, table).includes(column));

describe.each(shops)('in a %s shop', (_, catalog, entities) => {
  const effects = effectsOf(entities, catalog);

  test.each(entities.map((compiled) => [compiled.definition.name, compiled] as const))('changes of every table that %s reads lead to it', (name, compiled) => {
    const routed = new Set(routesOf(compiled, catalog).map((route) => route.table));
    const alongside = new Set(effects.filter((effect) => effect.entity === name && effect.when.on === 'change').map((effect) => effect.when.table));
    const unheard = [...readsOf(compiled)].filter((table) => !routed.has(table) && !alongside.has(table));
    expect(unheard).toEqual([]);
  });

  test('routes name tables and columns that the shop has', () => {
    for (const route of entities.flatMap((compiled) => routesOf(compiled, catalog))) {
      expect({ route, ok: present(catalog, route.table, route.columns) }).toEqual({ route, ok: true });
      for (const hop of hopsOf(route)) expect({ hop, ok: present(catalog, hop.table, [hop.key, hop.column]) }).toEqual({ hop, ok: true });
    }
  });
});

test('a row two tables away leads on, and so do the rows in between', () => {
  const product = plain.entities.find((compiled) => compiled.definition.name === 'product')!;
  const routes = routesOf(product, plain.catalog);
  const option = { table: 'catalog_product_option', key: 'option_id', column: 'product_id' };
  expect(routes).toContainEqual({ table: 'catalog_product_option_type_title', columns: ['option_type_id'], hop: { table: 'catalog_product_option_type_value', key: 'option_type_id', column: 'option_id', hop: option } });
  expect(routes).toContainEqual({ table: 'catalog_product_option_type_value', columns: ['option_id'], hop: option });
  expect(routes).toContainEqual({ table: 'catalog_product_option', columns: ['product_id'] });
});

test('in a staged shop versions lead to the product, and stock stays with the product itself', () => {
  const [product, stock] = ['product', 'stock-item'].map((name) => compileEntity(allEntities.find((entity) => entity.name === name)!, staged));
  const version = { table: 'catalog_product_entity', key: 'row_id', column: 'entity_id' };
  const routes = routesOf(product!, staged);
  expect(routes).toContainEqual({ table: 'catalog_product_entity', columns: ['entity_id'] });
  expect(routes).toContainEqual({ table: 'catalog_product_entity_int', columns: ['row_id'], hop: version });
  expect(routes).toContainEqual({ table: 'catalog_product_entity_tier_price', columns: ['row_id'], hop: version });
  expect(routes).toContainEqual({ table: 'catalog_product_super_link', columns: ['parent_id'], hop: version });
  expect(routes).toContainEqual({ table: 'catalog_product_link_attribute_int', columns: ['link_id'], hop: { table: 'catalog_product_link', key: 'link_id', column: 'product_id', hop: version } });
  expect(routes).toContainEqual({ table: 'catalog_product_website', columns: ['product_id'] });
  // Versions of a bundle share the numbers of their options: the row's own version says whose it is.
  expect(routes).toContainEqual({ table: 'catalog_product_bundle_selection', columns: ['parent_product_id'], hop: version });
  expect(routes).toContainEqual({ table: 'catalog_product_bundle_option_value', columns: ['parent_product_id'], hop: version });
  const sql = loadSqlOf(product!, { prefix: '', now: 5 });
  const linkValues = product!.children.find((plan) => plan.source === 'catalog_product_link_attribute_int')!;
  expect(sql.child(linkValues, { from: 1, to: 9 }).text).toContain(
    'JOIN `catalog_product_link` v0 ON v0.`link_id` = t.`link_id` JOIN `catalog_product_entity` v1 ON v1.`row_id` = v0.`product_id` AND v1.created_in <= ? AND v1.updated_in > ?');
  // A staged product has several rows; a value read along must come from the one in force, or stock rows would multiply.
  expect(loadSqlOf(stock!, { prefix: '', now: 5 }).root({ from: 1, to: 9 }).text).toMatch(/LEFT JOIN `catalog_product_entity` l0 ON l0.`entity_id` = t.`product_id` AND l0.created_in/);
});

test('a deleted entity of a staged shop is looked for by its number, and no other', () => {
  const compiled = allEntities.map((definition) => compileEntity(definition, staged)).filter(({ present }) => present);
  const effects = effectsOf(compiled, staged).filter((effect) => effect.when.table === 'sequence_product');
  expect(effects).toContainEqual({ when: { table: 'sequence_product', column: 'sequence_value', on: 'delete' }, entity: 'product', find: 'itself', cascades: { table: 'catalog_product_entity', column: 'entity_id' } });
  expect(effects.filter(({ find }) => find === 'all')).toEqual([]);
});

test('every query of one load of versions asks for one moment', () => {
  const product = compileEntity(allEntities.find((entity) => entity.name === 'product')!, staged);
  const sql = loadSqlOf(product, { prefix: '', now: 4711 });
  const all = [sql.root({ keys: [1] }), sql.eav('catalog_product_entity_int', { keys: [1] }), ...product.children.filter((plan) => plan.source.startsWith('catalog_product_bundle')).map((plan) => sql.child(plan, { keys: [1] }))];
  for (const { text, values } of all) expect([text, values.filter((value) => value === 4711).length]).toEqual([text, 2]);
  expect(() => loadSqlOf(product, { prefix: '' }).root({ keys: [1] })).toThrow('a staged table is read without a moment');
});
