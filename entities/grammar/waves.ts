import type { EntityDefinition, Fields } from './definition';

/** Names of the other aggregates that an entity refers to and that should be loaded before it. */
export function dependenciesOf(entity: EntityDefinition): string[] {
  const named = [entity.fields, ...(entity.children ?? []).map((child) => child.fields)].flatMap(referred);
  return [...new Set(named)].filter((name) => name !== entity.name);
}

const referred = (fields: Fields): string[] =>
  Object.values(fields).flatMap((field) => (field.word === 'reference' && !field.forward ? [field.entity] : []));

/**
 * Entities in waves: each refers only to entities of earlier waves, or forward. Ids are derived, so nothing breaks when
 * waves overlap; the order lets a reader of the target find what a row refers to.
 * @throws Error naming the entities that refer to each other in a circle.
 */
export function wavesOf(entities: readonly EntityDefinition[]): EntityDefinition[][] {
  const waves: EntityDefinition[][] = [];
  const roots = new Set(entities.map((entity) => entity.name));
  const done = new Set<string>();
  let rest = [...entities];
  while (rest.length > 0) {
    const ready = rest.filter((entity) => dependenciesOf(entity).every((name) => done.has(name) || !roots.has(name)));
    if (ready.length === 0) throw new Error(`entities refer to each other in a circle: ${rest.map((entity) => entity.name).join(', ')}`);
    waves.push(ready);
    for (const entity of ready) done.add(entity.name);
    rest = rest.filter((entity) => !done.has(entity.name));
  }
  return waves;
}
