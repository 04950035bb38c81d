export type CurrencyCode = 'USD' | 'EUR' | 'GBP';
export type CountryCode = 'US' | 'DE' | 'FR' | 'GB';

export interface Website {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly currency: CurrencyCode;
  readonly countries: readonly CountryCode[];
  readonly defaultGroupId: number;
  /** In percent, on prices without tax. */
  readonly taxPercent: number;
}

export interface StoreGroup {
  readonly id: number;
  readonly websiteId: number;
  readonly code: string;
  readonly name: string;
  readonly rootCategoryId: number;
  readonly defaultStoreId: number;
}

export interface Store {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly groupId: number;
  readonly websiteId: number;
  /** What shoppers pay in; prices are kept in the website's currency. */
  readonly currency: CurrencyCode;
  readonly locale: string;
  readonly active: boolean;
}

export const GLOBAL_CURRENCY: CurrencyCode = 'USD';

export const WEBSITES: readonly Website[] = [
  { id: 1, code: 'base', name: 'Main Website', currency: 'USD', countries: ['US'], defaultGroupId: 1, taxPercent: 8.25 },
  { id: 2, code: 'eu', name: 'Europe', currency: 'EUR', countries: ['DE', 'FR'], defaultGroupId: 3, taxPercent: 19 },
  { id: 3, code: 'uk', name: 'United Kingdom', currency: 'GBP', countries: ['GB'], defaultGroupId: 4, taxPercent: 20 },
];

export const STORE_GROUPS: readonly StoreGroup[] = [
  { id: 1, websiteId: 1, code: 'main_website_store', name: 'Main Website Store', rootCategoryId: 2, defaultStoreId: 1 },
  { id: 2, websiteId: 1, code: 'outlet', name: 'Outlet', rootCategoryId: 3, defaultStoreId: 3 },
  { id: 3, websiteId: 2, code: 'eu_store', name: 'European Store', rootCategoryId: 2, defaultStoreId: 4 },
  { id: 4, websiteId: 3, code: 'uk_store', name: 'British Store', rootCategoryId: 4, defaultStoreId: 7 },
];

export const STORES: readonly Store[] = [
  { id: 1, code: 'default', name: 'Default Store View', groupId: 1, websiteId: 1, currency: 'USD', locale: 'en_US', active: true },
  { id: 2, code: 'us_es', name: 'Español', groupId: 1, websiteId: 1, currency: 'USD', locale: 'es_US', active: true },
  { id: 3, code: 'outlet_eur', name: 'Outlet in Euro', groupId: 2, websiteId: 1, currency: 'EUR', locale: 'en_US', active: true },
  { id: 4, code: 'eu_en', name: 'English', groupId: 3, websiteId: 2, currency: 'EUR', locale: 'en_GB', active: true },
  { id: 5, code: 'eu_de', name: 'Deutsch', groupId: 3, websiteId: 2, currency: 'EUR', locale: 'de_DE', active: true },
  { id: 6, code: 'eu_fr', name: 'Français', groupId: 3, websiteId: 2, currency: 'EUR', locale: 'fr_FR', active: true },
  { id: 7, code: 'uk_en', name: 'British English', groupId: 4, websiteId: 3, currency: 'GBP', locale: 'en_GB', active: true },
  { id: 8, code: 'uk_eur', name: 'British in Euro', groupId: 4, websiteId: 3, currency: 'EUR', locale: 'en_GB', active: true },
  { id: 9, code: 'uk_old', name: 'Closed store view', groupId: 4, websiteId: 3, currency: 'GBP', locale: 'en_GB', active: false },
];

export const ACTIVE_STORES: readonly Store[] = STORES.filter((store) => store.active);

export const CUSTOMER_GROUPS: readonly (readonly [id: number, code: string])[] = [
  [0, 'NOT LOGGED IN'], [1, 'General'], [2, 'Wholesale'], [3, 'Retailer'], [4, 'Club <members> & friends'],
];

const TO_USD: Readonly<Record<CurrencyCode, number>> = { USD: 1, EUR: 1.085, GBP: 1.27 };

/** How many of `to` one unit of `from` costs, to four digits as shops enter it. */
export function currencyRate(from: CurrencyCode, to: CurrencyCode): number {
  return from === to ? 1 : Math.round((TO_USD[from] / TO_USD[to]) * 10_000) / 10_000;
}

export function websiteOf(store: Store): Website {
  const website = WEBSITES.find(({ id }) => id === store.websiteId);
  if (website === undefined) throw new Error(`Store ${store.code} belongs to no website`);
  return website;
}
