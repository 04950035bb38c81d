import type { ProductType } from '../catalog/product-at';
import type { AddressPlan } from '../customers/address-of';
import type { Store, Website } from '../shop/stores';

/** Whole cents of one line or order, in one currency. */
export interface Amounts {
  readonly price: number;
  readonly row: number;
  /** Positive, as on items; the order shows it negative. */
  readonly discount: number;
  readonly tax: number;
}

export interface Line {
  readonly productId: number;
  readonly productType: ProductType;
  readonly sku: string;
  readonly name: string;
  readonly qty: number;
  /** Index of the parent in the order's lines; children carry no money. */
  readonly parent: number | null;
  readonly virtual: boolean;
  readonly grams: number;
  /** JSON, as Magento has written since 2.2. */
  readonly options: string;
  /** In the website's currency. */
  readonly base: Amounts;
  /** In the currency the shopper paid in. */
  readonly paid: Amounts;
}

export interface Totals {
  readonly subtotal: number;
  readonly discount: number;
  readonly tax: number;
  readonly shipping: number;
  /** subtotal - discount + tax + shipping. */
  readonly grand: number;
}

export interface Buyer {
  /** Null for guests. */
  readonly customerId: number | null;
  readonly groupId: number;
  readonly email: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly middlename: string | null;
  readonly gender: number | null;
}

export type OrderAddress = Omit<AddressPlan, 'id'> & { readonly customerAddressId: number | null };
export type PaymentMethod = 'checkmo' | 'example_gateway' | 'purchaseorder' | 'free';

/** What became of an order. */
export interface Fulfilment {
  readonly state: string;
  readonly status: string;
  readonly invoiced: boolean;
  readonly shipped: boolean;
  readonly refund: 'none' | 'full' | 'partial';
}

export interface OrderPlan {
  readonly n: number;
  /** Unix seconds. */
  readonly createdAt: number;
  readonly store: Store;
  readonly website: Website;
  readonly buyer: Buyer;
  readonly billing: OrderAddress;
  /** Null when nothing has to be shipped. */
  readonly shipping: OrderAddress | null;
  readonly lines: readonly Line[];
  readonly base: Totals;
  readonly paid: Totals;
  readonly rate: number;
  readonly coupon: string | null;
  readonly ruleIds: readonly number[];
  readonly discountPercent: number;
  readonly method: PaymentMethod;
  readonly fulfilment: Fulfilment;
}

/** Cents as a decimal number that prints exactly. */
export function money(cents: number): number {
  return cents / 100;
}

/** The lines that carry money and are counted: those without parent. */
export function topLines(plan: OrderPlan): readonly Line[] {
  return plan.lines.filter(({ parent }) => parent === null);
}
