import type { SeedContext } from '../seed-context';
import { ENTITY_TYPE_IDS, type KnownAttribute } from './attribute-catalog';
import { SCOPE } from './attribute-spec';
import { ATTRIBUTE_SETS, setsOf } from './attribute-sets';
import { writeEntityTypes } from './write-entity-types';
import { writeOptions } from './write-options';

/** Entity types, sets, groups, attributes with their catalog or customer side, options and labels. */
export function writeAttributes(context: SeedContext): void {
  writeEntityTypes(context);
  for (const { id, entityTypeId, name } of ATTRIBUTE_SETS) {
    context.put('eav_attribute_set', { attribute_set_id: id, entity_type_id: entityTypeId, attribute_set_name: name, sort_order: id });
    writeGroups(context, id);
  }
  context.attributes.all.forEach((known, index) => {
    writeAttribute(context, known, index);
    writeOptions(context, known);
  });
  const color = context.attributes.get('catalog_product', 'color');
  context.put('eav_attribute_label', { attribute_label_id: 1, attribute_id: color.id, store_id: 5, value: 'Farbe' });
  context.put('eav_attribute_label', { attribute_label_id: 2, attribute_id: color.id, store_id: 6, value: 'Couleur' });
}

const GROUPS: readonly (readonly [name: string, code: string])[] = [['General', 'general'], ['Own fields', 'own-fields']];
const groupId = (setId: number, custom: boolean): number => setId * GROUPS.length + (custom ? 0 : -1);

function writeGroups({ put }: SeedContext, setId: number): void {
  GROUPS.forEach(([name, code], index) => {
    put('eav_attribute_group', {
      attribute_group_id: groupId(setId, index === 1), attribute_set_id: setId, attribute_group_name: name, sort_order: index + 1,
      default_id: index === 0 ? 1 : 0, attribute_group_code: code, tab_group_code: null,
    });
  });
}

function writeAttribute({ put, nextId }: SeedContext, known: KnownAttribute, index: number): void {
  const entityTypeId = ENTITY_TYPE_IDS[known.entityType];
  put('eav_attribute', {
    attribute_id: known.id, entity_type_id: entityTypeId, attribute_code: known.code, backend_type: known.backend,
    frontend_input: known.input, frontend_label: known.label, source_model: known.source ?? null, is_required: known.required ? 1 : 0,
    is_user_defined: known.custom ? 1 : 0, default_value: known.defaultValue ?? null, is_unique: known.code === 'sku' ? 1 : 0,
  });
  for (const setId of setsOf(entityTypeId)) {
    put('eav_entity_attribute', {
      entity_attribute_id: nextId('eav_entity_attribute'), entity_type_id: entityTypeId, attribute_set_id: setId,
      attribute_group_id: groupId(setId, known.custom === true), attribute_id: known.id, sort_order: index,
    });
  }
  if (entityTypeId >= 3) {
    put('catalog_eav_attribute', {
      attribute_id: known.id, is_global: SCOPE[known.scope], is_visible: known.label === null ? 0 : 1, apply_to: known.applyTo ?? null,
    });
  } else {
    put('customer_eav_attribute', {
      attribute_id: known.id, is_visible: 1, multiline_count: known.code === 'street' ? 3 : 1, is_system: known.custom ? 0 : 1, sort_order: index * 10,
    });
  }
}
