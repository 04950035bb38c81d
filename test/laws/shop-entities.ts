import { allEntities } from '../../entities/all-entities';
import type { SourceCatalog, SourceColumn, SourceTable } from '../../entities/grammar/catalog';
import { compileEntity, type CompiledEntity } from '../../entities/grammar/compile';
import type { EntityDefinition, Fields } from '../../entities/grammar/definition';
import { shopCatalog } from './shop-catalog';

/** Every entity, compiled for a shop that has all there is: Commerce's tables, all optional ones, and an extension's columns. */
export function shopEntities(): { catalog: SourceCatalog; entities: readonly CompiledEntity[] } {
  const catalog = fullCatalog();
  return { catalog, entities: allEntities.map((definition) => compileEntity(definition, catalog)) };
}

/** The catalog of that shop. */
export function fullCatalog(): SourceCatalog {
  const shop = shopCatalog({ commerce: true });
  const tables = new Map(shop.tables);
  for (const definition of allEntities) {
    for (const { name, columns } of tablesOf(definition)) {
      const table = tables.get(name) ?? { name, columns: [], primaryKey: [], foreignKeys: [] };
      tables.set(name, extend(table, columns));
    }
  }
  return { ...shop, tables };
}

interface NeededTable {
  readonly name: string;
  readonly columns: readonly SourceColumn[];
}

function tablesOf(definition: EntityDefinition): NeededTable[] {
  const keys = typeof definition.key === 'string' ? [definition.key] : definition.key;
  return [
    { name: definition.root, columns: [...keys.map(numeric), ...columnsOf(definition.fields)] },
    ...(definition.children ?? []).map((child) => ({
      name: child.source,
      columns: [...('id' in child.key ? [numeric(child.key.id)] : []), numeric(child.parent.column), ...columnsOf(child.fields)],
    })),
  ];
}

const numeric = (name: string): SourceColumn => ({ name, type: 'int unsigned', nullable: true, charset: null });

const columnsOf = (fields: Fields): SourceColumn[] => Object.values(fields).flatMap((field) => {
  if (field.word === 'reference') return [numeric(field.source)];
  return field.word === 'column' ? [{ name: field.source, type: 'varchar(255)', nullable: true, charset: 'utf8mb3' }] : [];
});

/** Adds the columns a table lacks, and a text, a number and a blob that an extension has put there. */
function extend(table: SourceTable, needed: readonly SourceColumn[]): SourceTable {
  const added = [
    ...needed,
    { name: 'acme_note', type: 'varchar(255)', nullable: true, charset: 'utf8mb3' },
    { name: 'acme_score', type: 'decimal(20,4)', nullable: true, charset: null },
    { name: 'acme_blob', type: 'blob', nullable: true, charset: null },
  ];
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  for (const column of added) if (!columns.has(column.name)) columns.set(column.name, column);
  return { ...table, columns: [...columns.values()] };
}
