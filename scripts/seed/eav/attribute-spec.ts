export type BackendType = 'static' | 'varchar' | 'int' | 'decimal' | 'text' | 'datetime';
export type EntityTypeCode = 'customer' | 'customer_address' | 'catalog_category' | 'catalog_product';
/** is_global of catalog_eav_attribute: the numbers are Magento's. */
export const SCOPE = { store: 0, global: 1, website: 2 } as const;
export type Scope = keyof typeof SCOPE;

export interface AttributeSpec {
  readonly code: string;
  readonly backend: BackendType;
  readonly input: string | null;
  readonly scope: Scope;
  readonly label: string | null;
  /** Class that lists the choices. Empty for a select means rows of eav_attribute_option. */
  readonly source?: string;
  readonly required?: true;
  /** Added by the shop, not by Magento. */
  readonly custom?: true;
  readonly defaultValue?: string;
  readonly applyTo?: string;
  /** Labels of the attribute's own options, in order; see write-options. */
  readonly options?: readonly string[];
}

export type AttributeExtras = Omit<AttributeSpec, 'code' | 'backend' | 'input' | 'scope' | 'label'>;

/** Parses `code backend input scope Label` (`-` for none), to keep the long lists readable as tables. */
export function attribute(line: string, extras: AttributeExtras = {}): AttributeSpec {
  const [code, backend, input, scope, ...label] = line.split(' ');
  if (code === undefined || !isBackend(backend) || !isScope(scope)) throw new SyntaxError(`Not an attribute: ${line}`);
  return { code, backend, input: input === '-' || input === undefined ? null : input, scope, label: label.join(' ') || null, ...extras };
}

function isBackend(text: string | undefined): text is BackendType {
  return text !== undefined && ['static', 'varchar', 'int', 'decimal', 'text', 'datetime'].includes(text);
}

function isScope(text: string | undefined): text is Scope {
  return text !== undefined && text in SCOPE;
}
