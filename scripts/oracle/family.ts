/** What a person knows about the columns of a table pair; columns of one name on both sides need no word. */
export interface ColumnNotes {
  /** Target column (a reference without `magento_`) to source column. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Target column to the words it has for the source's numbers. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Target column to a scalar query on the source, `{table}` for a table; such values exist in the target only. */
  readonly derived?: Readonly<Record<string, string>>;
  /** Source columns that must not be carried at all. */
  readonly ignored?: readonly string[];
  /** Reference to the target table it leads to, where {@link usualReferences} does not say. */
  readonly refers?: Readonly<Record<string, string>>;
}

/** Rows that belong to a root, on both sides. */
export interface Part extends ColumnNotes {
  readonly source: string;
  readonly target: string;
  /** Column of the source with the row's own id, where it has one. */
  readonly id?: string;
  /** Column of the source that leads to the root, or to the first of the tables in between. */
  readonly parent: string;
  /** Tables in between, `{table}` for a table and `t` for the part, and the root's key found there. */
  readonly through?: { readonly join: string; readonly root: string };
}

/** Attributes of products and the like: rows per value in the source, columns and `attributes` in the target. */
export interface AttributeNotes {
  /** Code in `eav_entity_type`. */
  readonly type: string;
  /** Target table of the values of single stores. */
  readonly stores?: string;
  /** Target column to attribute code. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly words?: ColumnNotes['words'];
}

/** A root table and what belongs to its rows: written down by hand from Magento's schema and that of the service. */
export interface Family extends ColumnNotes {
  readonly group: string;
  /** Schema of the target; the service of this name owns it. */
  readonly schema: string;
  /** Name in the ledger and in the quarantine. */
  readonly entity: string;
  readonly source: string;
  readonly target: string;
  /** One column, or two. */
  readonly key: readonly string[];
  readonly attributes?: AttributeNotes;
  readonly parts?: readonly Part[];
}

/** Where references of these names lead. */
export const usualReferences: Readonly<Record<string, string>> = {
  customer_id: 'customer.customers',
  customer_group_id: 'customer.customer_groups',
  customer_address_id: 'customer.customer_addresses',
  default_billing: 'customer.customer_addresses',
  default_shipping: 'customer.customer_addresses',
  website_id: 'store.websites',
  store_id: 'store.stores',
  region_id: 'store.regions',
  attribute_id: 'store.attributes',
  category_id: 'catalog.categories',
  product_id: 'catalog.products',
  media_id: 'catalog.media',
  order_id: 'order.orders',
  order_item_id: 'order.order_items',
  billing_address_id: 'order.order_addresses',
  shipping_address_id: 'order.order_addresses',
  invoice_id: 'order.invoices',
  quote_id: 'order.carts',
  rule_id: 'promotion.promotion_rules',
  coupon_id: 'promotion.coupons',
  rating_id: 'review.ratings',
  reward_id: 'loyalty.loyalty_point_balances',
};
