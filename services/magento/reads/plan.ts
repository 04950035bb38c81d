/** Rows that hang on an aggregate. `{table}` stands for the shop's name of a table, `:store` for the store asked for. */
export interface Part {
  readonly select: string;
  readonly from: string;
  /** The column that holds the root's id. */
  readonly parent: string;
  readonly order: string;
  /** A table that only some shops have; without it the part is empty. */
  readonly needs?: string;
}

/** Where Magento keeps a resource. The root table is `t`. */
export interface Plan {
  readonly from: string;
  readonly select: string;
  readonly id: string;
  /** Code of the EAV entity type, where it has values. */
  readonly eav?: string;
  /** SQL of fields that are no columns of the root. */
  readonly search?: Readonly<Record<string, string>>;
  /** Fields that are EAV attributes. */
  readonly attributes?: readonly string[];
  readonly parts?: Readonly<Record<string, Part>>;
  readonly needs?: string;
}
