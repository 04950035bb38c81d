/** One of the tables that make up an order, and what moves when an order is copied to a new id. */
export interface OrderTable {
  readonly source: string;
  readonly target: string;
  /** Primary key of the source. */
  readonly id: string;
  /** Columns that hold an id of another of these tables: column to table. */
  readonly refers: Readonly<Record<string, string>>;
  /** A number and a text of each row, of one name on all sides, that tell whether the right rows arrived. */
  readonly checked: { readonly number: string; readonly text: string };
  /** Secondary indexes of the target that a source can have too. */
  readonly indexes: readonly string[];
  /** How a row finds its order, for tables that do not hold it themselves. */
  readonly through?: { readonly table: string; readonly column: string };
}

const addresses = 'sales_order_address';
const items = 'sales_order_item';

/** The root first. */
export const orderTables: readonly OrderTable[] = [
  {
    source: 'sales_order', target: 'orders', id: 'entity_id', refers: { billing_address_id: addresses, shipping_address_id: addresses },
    checked: { number: 'grand_total', text: 'increment_id' }, indexes: ['customer_id', 'store_id', 'created_at', 'updated_at', 'customer_email'],
  },
  {
    source: items, target: 'order_items', id: 'item_id', refers: { order_id: 'sales_order', parent_item_id: items },
    checked: { number: 'row_total', text: 'sku' }, indexes: ['product_id', 'sku'],
  },
  {
    source: 'sales_order_payment', target: 'order_payments', id: 'entity_id', refers: { parent_id: 'sales_order' },
    checked: { number: 'amount_ordered', text: 'method' }, indexes: [],
  },
  {
    source: addresses, target: 'order_addresses', id: 'entity_id', refers: { parent_id: 'sales_order' },
    checked: { number: 'region_id', text: 'lastname' }, indexes: [],
  },
  {
    source: 'sales_order_status_history', target: 'order_status_history', id: 'entity_id', refers: { parent_id: 'sales_order' },
    checked: { number: 'is_customer_notified', text: 'status' }, indexes: [],
  },
  {
    source: 'sales_order_tax', target: 'order_taxes', id: 'tax_id', refers: { order_id: 'sales_order' },
    checked: { number: 'amount', text: 'code' }, indexes: [],
  },
  {
    source: 'sales_order_tax_item', target: 'order_tax_items', id: 'tax_item_id',
    refers: { tax_id: 'sales_order_tax', item_id: items, associated_item_id: items },
    through: { table: 'sales_order_tax', column: 'tax_id' },
    checked: { number: 'amount', text: 'taxable_item_type' }, indexes: [],
  },
];
