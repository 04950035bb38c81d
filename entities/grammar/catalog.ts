/** What a shop's database looks like, read once from `information_schema` and `eav_attribute`. Plain data. */
export interface SourceCatalog {
  readonly flavor: 'mariadb' | 'mysql';
  readonly database: string;
  /** Table prefix of this shop, often empty. Names below are without it. */
  readonly prefix: string;
  readonly tables: ReadonlyMap<string, SourceTable>;
  /** Attributes by entity type code. */
  readonly attributes: ReadonlyMap<string, readonly Attribute[]>;
}

export interface SourceTable {
  readonly name: string;
  readonly columns: readonly SourceColumn[];
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
}

export interface SourceColumn {
  readonly name: string;
  /** As MySQL writes it, e.g. `int(10) unsigned`. */
  readonly type: string;
  readonly nullable: boolean;
  /** Character set of a text column, null for others. */
  readonly charset: string | null;
}

export interface ForeignKey {
  readonly column: string;
  readonly table: string;
  readonly references: string;
  readonly onDelete: 'CASCADE' | 'SET NULL' | 'NO ACTION' | 'RESTRICT';
}

export interface Attribute {
  readonly id: number;
  readonly code: string;
  /** `static` lives in the root table; the others in `<root>_<backend>`. */
  readonly backend: string;
}

export const eavBackends = ['datetime', 'decimal', 'int', 'text', 'varchar'] as const;

/** Columns of a table, empty when the shop does not have it. */
export function columnsOf(catalog: SourceCatalog, table: string): readonly string[] {
  return catalog.tables.get(table)?.columns.map((column) => column.name) ?? [];
}

/** Whether Adobe Commerce content staging is installed: several rows per entity_id, keyed by row_id. */
export function isStaged(catalog: SourceCatalog, root: string): boolean {
  return columnsOf(catalog, root).includes('row_id');
}

/** Whether a column's cells are bytes rather than text or numbers. */
export const isBinary = (column: SourceColumn): boolean =>
  column.charset === null && /^((tiny|medium|long)?blob|(var)?binary|bit|geometry|point|polygon|linestring|multi|vector)/.test(column.type);
