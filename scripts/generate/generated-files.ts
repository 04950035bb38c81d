import { allEntities } from '../../entities/all-entities';
import { snake, targetTables } from '../../entities/grammar/target-table';
import { mappingDocument } from './mapping-document';
import { foreignKeysSql, indexesSql, settleSql, tablesSql } from './table-sql';

/** Every generated file of the project: path from its root, and what it must contain. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const services = [...new Set(allEntities.map((entity) => entity.service))].sort();
  return new Map([...services.flatMap(schemaFiles), ['docs/mapping.md', mappingDocument()]]);
}

function schemaFiles(service: string): [string, string][] {
  const tables = allEntities.filter((entity) => entity.service === service).flatMap(targetTables);
  const folder = `services/${service}/schema`;
  return [
    [`${folder}/001-tables.sql`, tablesSql(snake(service), tables)],
    [`${folder}/after-load/001-indexes.sql`, indexesSql(tables)],
    [`${folder}/after-load/002-foreign-keys.sql`, foreignKeysSql(tables)],
    [`${folder}/after-load/004-settle.sql`, settleSql(tables)],
  ];
}
