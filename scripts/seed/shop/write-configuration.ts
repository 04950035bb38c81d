import type { SeedContext } from '../seed-context';
import { currencyRate, STORES, WEBSITES, type CurrencyCode } from './stores';

const DEFAULTS: readonly (readonly [path: string, value: string])[] = [
  ['catalog/search/engine', 'opensearch'],
  ['web/unsecure/base_url', 'http://shop.test/'],
  ['web/seo/use_rewrites', '1'],
  ['general/locale/code', 'en_US'],
  ['general/locale/timezone', 'America/Chicago'],
  ['currency/options/base', 'USD'],
  ['currency/options/default', 'USD'],
  ['currency/options/allow', 'USD,EUR,GBP'],
  ['catalog/price/scope', '1'],
  ['customer/account_share/scope', '1'],
  ['cataloginventory/item_options/manage_stock', '1'],
  ['cataloginventory/item_options/backorders', '0'],
  ['cataloginventory/item_options/notify_stock_qty', '1'],
];

type Scope = readonly [scope: 'default' | 'websites' | 'stores', id: number];

/** core_config_data in its three scopes, and the currency rates. */
export function writeConfiguration({ put, nextId }: SeedContext): void {
  const configure = ([scope, scope_id]: Scope, path: string, value: string | null): void => {
    put('core_config_data', { config_id: nextId('core_config_data'), scope, scope_id, path, value, updated_at: '2018-01-08 09:00:00' });
  };
  for (const [path, value] of DEFAULTS) configure(['default', 0], path, value);
  for (const { id, currency } of WEBSITES) configure(['websites', id], 'currency/options/base', currency);
  for (const { id, currency, locale } of STORES) {
    configure(['stores', id], 'currency/options/default', currency);
    configure(['stores', id], 'general/locale/code', locale);
  }
  configure(['stores', 2], 'design/header/welcome', null);
  for (const from of ['USD', 'EUR', 'GBP'] as const satisfies readonly CurrencyCode[]) {
    for (const to of ['USD', 'EUR', 'GBP'] as const) put('directory_currency_rate', { currency_from: from, currency_to: to, rate: currencyRate(from, to) });
  }
}
