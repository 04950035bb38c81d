import type { CompiledEntity, NamedAttribute } from '../../../entities/grammar/compile';
import type { Fields } from '../../../entities/grammar/definition';
import { ok, warning, type Check, type Observation } from '../check';
import { countOf } from '../words';
import type { ShopView } from './source-view';

/** EAV attributes that have a column of their own in the target and that this shop does not have. */
export const missingAttributes: Check<ShopView> = {
  name: 'attributes',
  run: async ({ entities }) => entities.filter((compiled) => compiled.eav).map(judge),
};

function judge(compiled: CompiledEntity): Observation {
  const { definition, eav } = compiled;
  const codes = new Set([...absent(definition.fields, eav!.root), ...absent(definition.stores?.fields ?? {}, eav!.stores)]);
  if (codes.size === 0) return ok(`every attribute that ${definition.name} names is there; ${eav!.slots.size} are known in all`);
  return warning(`${definition.name} names ${countOf(codes.size, 'attribute')} that eav_attribute does not have with a value table: ${[...codes].join(', ')}; their columns will be empty`,
    'nothing, if the shop never had them; else restore the attribute, or name it by its new code in the entity\'s definition');
}

const absent = (fields: Fields, named: readonly NamedAttribute[]): string[] =>
  named.filter(({ id }) => id === undefined).map(({ column }) => {
    const field = fields[column];
    return field?.word === 'attribute' ? field.code : column;
  });
