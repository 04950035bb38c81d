import type { Attribute, ForeignKey, SourceCatalog, SourceColumn, SourceTable } from '../../entities/grammar/catalog';
import { schemaStatements } from '../../scripts/seed/create-schema';

/** Attributes of the shop that the laws run over: named ones, unnamed ones, and ids that overlap between types. */
const attributes: ReadonlyMap<string, readonly Attribute[]> = new Map([
  ['customer', numbered(10, { email: 'static', loyalty_tier: 'varchar', points: 'int', credit: 'decimal', note: 'text', member_since: 'datetime' })],
  ['customer_address', numbered(30, { city: 'static', door_code: 'varchar', floor: 'int' })],
  ['catalog_category', numbered(50, {
    name: 'varchar', is_active: 'int', include_in_menu: 'int', is_anchor: 'int', url_key: 'varchar', url_path: 'varchar', description: 'text',
    landing_page: 'int', filter_price_range: 'decimal', custom_design_from: 'datetime',
  })],
  ['catalog_product', numbered(80, {
    sku: 'static', name: 'varchar', url_key: 'varchar', image: 'varchar', description: 'text', meta_keyword: 'text', status: 'int', visibility: 'int',
    tax_class_id: 'int', price: 'decimal', special_price: 'decimal', special_from_date: 'datetime', special_to_date: 'datetime', weight: 'decimal',
    color: 'int', material: 'text', news_from_date: 'datetime', swatch_image: 'varchar',
  })],
]);

function numbered(first: number, backends: Readonly<Record<string, string>>): Attribute[] {
  return Object.entries(backends).map(([code, backend], index) => ({ id: first + index, code, backend }));
}

/** The catalog of an empty shop with Magento's own tables, read from their DDL, so that laws need no server. */
export function shopCatalog(options: { commerce?: boolean } = {}): SourceCatalog {
  const tables = schemaStatements(options).reduce(apply, new Map<string, SourceTable>());
  return { flavor: 'mariadb', database: 'laws', prefix: '', tables, attributes };
}

function apply(tables: Map<string, SourceTable>, statement: string): Map<string, SourceTable> {
  const [, verb, name] = /^(CREATE|ALTER) TABLE (\w+)/.exec(statement) ?? [];
  if (name === undefined) return tables;
  const lines = statement.split('\n').slice(1).map((line) => line.trim().replace(/[,;]$/, ''));
  if (verb === 'CREATE') tables.set(name, { name, columns: columnsIn(lines), primaryKey: primaryKeyIn(lines), foreignKeys: foreignKeysIn(lines) });
  else {
    const table = tables.get(name)!;
    const added = lines.flatMap((line) => (line.startsWith('ADD COLUMN ') ? [line.slice('ADD COLUMN '.length)] : []));
    tables.set(name, { ...table, columns: [...table.columns, ...columnsIn(added)] });
  }
  return tables;
}

const notColumns = /^(PRIMARY|UNIQUE|KEY|FOREIGN|CONSTRAINT|FULLTEXT|INDEX|\))/;

function columnsIn(lines: readonly string[]): SourceColumn[] {
  return lines.filter((line) => line !== '' && !notColumns.test(line)).map((line) => {
    const [, name, type] = /^(\w+) (\w+(?:\([^)]*\))?(?: unsigned)?)/.exec(line)!;
    const isText = /^(varchar|char|text|mediumtext|longtext|tinytext)/.test(type!);
    return { name: name!, type: type!, nullable: !/NOT NULL/.test(line), charset: isText ? 'utf8mb3' : null };
  });
}

const primaryKeyIn = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => /^PRIMARY KEY \((.*)\)$/.exec(line)?.[1]!.split(/, */) ?? []);

function foreignKeysIn(lines: readonly string[]): ForeignKey[] {
  return lines.flatMap((line) => {
    const [, column, table, references, onDelete] = /FOREIGN KEY \((\w+)\) REFERENCES (\w+) \((\w+)\)(?: ON DELETE (.*))?$/.exec(line) ?? [];
    return column ? [{ column, table: table!, references: references!, onDelete: (onDelete ?? 'RESTRICT') as ForeignKey['onDelete'] }] : [];
  });
}
