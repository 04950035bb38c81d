import type { SeedContext } from '../seed-context';

interface EntityType {
  readonly code: string;
  readonly model: string;
  readonly attributeModel: string | null;
  readonly table: string;
  readonly additional: string | null;
  readonly collection: string | null;
  readonly numbered: boolean;
}

const CUSTOMER = { attributeModel: 'Magento\\Customer\\Model\\Attribute', additional: 'customer_eav_attribute' };
const CATALOG = { attributeModel: 'Magento\\Catalog\\Model\\ResourceModel\\Eav\\Attribute', additional: 'catalog_eav_attribute' };
const FLAT = { attributeModel: null, additional: null, collection: null, numbered: true };

const ENTITY_TYPES: readonly EntityType[] = [
  { code: 'customer', model: 'Magento\\Customer\\Model\\ResourceModel\\Customer', table: 'customer_entity', ...CUSTOMER,
    collection: 'Magento\\Customer\\Model\\ResourceModel\\Attribute\\Collection', numbered: false },
  { code: 'customer_address', model: 'Magento\\Customer\\Model\\ResourceModel\\Address', table: 'customer_address_entity', ...CUSTOMER,
    collection: 'Magento\\Customer\\Model\\ResourceModel\\Address\\Attribute\\Collection', numbered: false },
  { code: 'catalog_category', model: 'Magento\\Catalog\\Model\\ResourceModel\\Category', table: 'catalog_category_entity', ...CATALOG,
    collection: 'Magento\\Catalog\\Model\\ResourceModel\\Category\\Attribute\\Collection', numbered: false },
  { code: 'catalog_product', model: 'Magento\\Catalog\\Model\\ResourceModel\\Product', table: 'catalog_product_entity', ...CATALOG,
    collection: 'Magento\\Catalog\\Model\\ResourceModel\\Product\\Attribute\\Collection', numbered: false },
  { code: 'order', model: 'Magento\\Sales\\Model\\ResourceModel\\Order', table: 'sales_order', ...FLAT },
  { code: 'invoice', model: 'Magento\\Sales\\Model\\ResourceModel\\Order\\Invoice', table: 'sales_invoice', ...FLAT },
  { code: 'creditmemo', model: 'Magento\\Sales\\Model\\ResourceModel\\Order\\Creditmemo', table: 'sales_creditmemo', ...FLAT },
  { code: 'shipment', model: 'Magento\\Sales\\Model\\ResourceModel\\Order\\Shipment', table: 'sales_shipment', ...FLAT },
];

/** Types 1 to 8. The last four own no attributes: their tables are flat. */
export function writeEntityTypes({ put }: SeedContext): void {
  ENTITY_TYPES.forEach((type, index) => {
    put('eav_entity_type', {
      entity_type_id: index + 1, entity_type_code: type.code, entity_model: type.model, attribute_model: type.attributeModel,
      entity_table: type.table, is_data_sharing: 1, data_sharing_key: 'default', default_attribute_set_id: index + 1,
      increment_model: type.numbered ? 'Magento\\Eav\\Model\\Entity\\Increment\\NumericValue' : null,
      increment_per_store: type.numbered ? 1 : 0, increment_pad_length: 8, increment_pad_char: '0',
      additional_attribute_table: type.additional, entity_attribute_collection: type.collection,
    });
  });
}
