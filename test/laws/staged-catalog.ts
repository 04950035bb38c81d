import type { ForeignKey, SourceCatalog, SourceTable } from '../../entities/grammar/catalog';
import { shopCatalog } from './shop-catalog';

const roots = ['catalog_product_entity', 'catalog_category_entity'];
const number = (name: string) => ({ name, type: 'int unsigned', nullable: false, charset: null });

/** Tables of other names whose columns refer to a version of the product, as in Adobe Commerce. */
const toVersion: Readonly<Record<string, string>> = {
  catalog_product_link: 'product_id',
  catalog_product_super_link: 'parent_id',
  catalog_product_super_attribute: 'product_id',
  catalog_product_relation: 'parent_id',
  catalog_product_bundle_option: 'parent_id',
  catalog_product_bundle_option_value: 'parent_product_id',
  catalog_product_bundle_selection: 'parent_product_id',
  catalog_product_option: 'product_id',
};

/** The catalog of a shop with content staging: several rows per product, and values that belong to a row. */
export function stagedCatalog(): SourceCatalog {
  const shop = shopCatalog({ commerce: true });
  return { ...shop, tables: new Map([...shop.tables].map(([name, table]) => [name, stage(table)])) };
}

function stage(table: SourceTable): SourceTable {
  if (roots.includes(table.name)) {
    const entity: ForeignKey = { column: 'entity_id', table: table.name.replace('catalog_', 'sequence_').replace('_entity', ''), references: 'sequence_value', onDelete: 'CASCADE' };
    return { ...table, columns: [...table.columns, number('row_id'), number('created_in'), number('updated_in')], primaryKey: ['row_id'], foreignKeys: [...table.foreignKeys, entity] };
  }
  const column = toVersion[table.name];
  if (column) {
    const version: ForeignKey = { column, table: 'catalog_product_entity', references: 'row_id', onDelete: 'CASCADE' };
    return { ...table, foreignKeys: [...table.foreignKeys.filter((key) => key.column !== column), version] };
  }
  return belongsToVersion(table) ? renamed(table) : table;
}

const belongsToVersion = ({ name }: SourceTable): boolean =>
  roots.some((root) => new RegExp(`^${root}_(varchar|int|decimal|text|datetime|tier_price|media_gallery_value|media_gallery_value_to_entity)$`).test(name));

function renamed(table: SourceTable): SourceTable {
  const rename = (column: string): string => (column === 'entity_id' ? 'row_id' : column);
  return {
    ...table,
    columns: table.columns.map((column) => ({ ...column, name: rename(column.name) })),
    foreignKeys: table.foreignKeys.map((key) => (key.column === 'entity_id' ? { ...key, column: 'row_id', references: 'row_id' } : key)),
  };
}
