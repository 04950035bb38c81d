import { fields, type Resource } from '../resource';
import { shape, show } from '../shape';

const root = shape({ number: 'entity_id=id parent_id' });
const named = shape({ text: 'name', flag: 'is_active' });
const place = shape({ number: 'position level', text: 'created_at updated_at path' });
const own = shape({ flag: 'include_in_menu' });
const shown = new Set([...named, ...own].map(({ column }) => column));

/** A category as `/V1/categories/:id` shows it. */
export const category: Resource = {
  name: 'category',
  id: 'entity_id',
  fields: fields({ integer: 'entity_id parent_id level position', text: 'path name url_key', moment: 'created_at updated_at' }),
  present: ({ root: row, values, parts }) => ({
    ...show(root, row),
    ...show(named, values),
    ...show(place, row),
    children: (parts.children ?? []).map(({ entity_id }) => entity_id).join(','),
    ...show(own, values),
    custom_attributes: Object.entries({ ...values, children_count: row.children_count ?? null })
      .filter(([code, value]) => value !== null && !shown.has(code))
      .map(([attribute_code, value]) => ({ attribute_code, value }))
      .sort((left, right) => (left.attribute_code < right.attribute_code ? -1 : 1)),
  }),
};

