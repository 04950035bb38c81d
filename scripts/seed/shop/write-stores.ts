import type { SeedContext } from '../seed-context';
import { CUSTOMER_GROUPS, STORES, STORE_GROUPS, WEBSITES } from './stores';
import { REGIONS } from './regions';

/** Websites, groups and stores with the admin ones at 0, customer groups, tax classes, countries and regions. */
export function writeStores({ put }: SeedContext): void {
  put('store_website', { website_id: 0, code: 'admin', name: 'Admin', sort_order: 0, default_group_id: 0, is_default: 0 });
  put('store_group', { group_id: 0, website_id: 0, name: 'Default', root_category_id: 0, default_store_id: 0, code: 'default' });
  put('store', { store_id: 0, code: 'admin', website_id: 0, group_id: 0, name: 'Admin', sort_order: 0, is_active: 1 });
  for (const { id, code, name, defaultGroupId } of WEBSITES) {
    put('store_website', { website_id: id, code, name, sort_order: id, default_group_id: defaultGroupId, is_default: id === 1 ? 1 : 0 });
  }
  for (const { id, websiteId, code, name, rootCategoryId, defaultStoreId } of STORE_GROUPS) {
    put('store_group', { group_id: id, website_id: websiteId, name, root_category_id: rootCategoryId, default_store_id: defaultStoreId, code });
  }
  for (const { id, code, name, groupId, websiteId, active } of STORES) {
    put('store', { store_id: id, code, website_id: websiteId, group_id: groupId, name, sort_order: id, is_active: active ? 1 : 0 });
  }
  writeClassesAndGroups(put);
  writeCountries(put);
}

function writeClassesAndGroups(put: SeedContext['put']): void {
  put('tax_class', { class_id: 2, class_name: 'Taxable Goods', class_type: 'PRODUCT' });
  put('tax_class', { class_id: 3, class_name: 'Retail Customer', class_type: 'CUSTOMER' });
  put('tax_class', { class_id: 4, class_name: 'Reduced Rate', class_type: 'PRODUCT' });
  for (const [id, code] of CUSTOMER_GROUPS) put('customer_group', { customer_group_id: id, customer_group_code: code, tax_class_id: 3 });
}

function writeCountries(put: SeedContext['put']): void {
  for (const [code, iso3] of [['US', 'USA'], ['DE', 'DEU'], ['FR', 'FRA'], ['GB', 'GBR'], ['CH', 'CHE']] as const) {
    put('directory_country', { country_id: code, iso2_code: code, iso3_code: iso3 });
  }
  for (const { id, country, code, name } of REGIONS) {
    put('directory_country_region', { region_id: id, country_id: country, code, default_name: name });
    put('directory_country_region_name', { locale: 'en_US', region_id: id, name });
  }
}
