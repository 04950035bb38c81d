import { magentoId, sourceName, targetName, targetTable } from './expressions';
import { allFamilies } from './families/all-families';
import type { Check, Numbers } from './oracle';
import { inForce, isStaged, type Reference, type Shape } from './shape';
import type { Sides } from './sides';

interface Place {
  readonly entity: string;
  readonly isRoot: boolean;
  readonly source: string;
  readonly key: string;
}

const placeOf = new Map<string, Place>();
for (const { schema, entity, source, target, key, parts } of allFamilies) {
  placeOf.set(`${schema}.${target}`, { entity, isRoot: true, source, key: key[0]! });
  for (const part of parts ?? []) if (part.id) placeOf.set(`${schema}.${part.target}`, { entity, isRoot: false, source: part.source, key: part.id });
}

/** Rows whose reference leads nowhere: as many in the target as in the source, and none where uuid and Magento id disagree. */
export function checkReferences(sides: Sides, shape: Shape): Check | undefined {
  if (shape.references.length === 0 || shape.sourceFrom === '') return undefined;
  const judged = shape.references.filter((reference) => isJudged(sides, shape, reference));
  return {
    group: shape.family.group,
    table: shape.name,
    what: 'references',
    source: async () => ({ ...(await dangling(sides, shape, judged)), ...Object.fromEntries(shape.references.map(({ name }) => [`${name} beside another Magento id`, '0'])) }),
    target: async () => ({ ...(await danglingInTarget(sides, shape, judged)), ...(await inconsistent(sides, shape)) }),
  };
}

/** Across databases no join is possible; of quarantined rows it is open whether the target has them. */
const isJudged = (sides: Sides, shape: Shape, { source, to }: Reference): boolean => {
  const place = placeOf.get(to);
  if (!place) throw new Error(`the oracle knows no table ${to}`);
  return sides.inOneDatabase([shape.family.schema, to.split('.')[0]!]) && sides.quarantined(place.entity).length === 0
    && sides.sourceColumns(place.source).length > 0 && sides.sourceColumns(shape.part?.source ?? shape.family.source).some((column) => column.name === source);
};

async function dangling(sides: Sides, shape: Shape, references: readonly Reference[]): Promise<Numbers> {
  const counts = references.map(({ source, to }) => {
    const { source: table, key } = placeOf.get(to)!;
    const column = `t.${sourceName(source)}`;
    const version = isStaged(sides, table) ? ` AND ${inForce('x')}` : '';
    return `COALESCE(SUM(${column} > 0 AND NOT EXISTS (SELECT 1 FROM {${table}} x WHERE x.${sourceName(key)} = ${column}${version})), 0)`;
  });
  if (counts.length === 0) return {};
  const [row] = await sides.source(`SELECT ${counts.join(', ')} FROM ${shape.sourceFrom}`);
  return named(references, row!);
}

async function danglingInTarget(sides: Sides, shape: Shape, references: readonly Reference[]): Promise<Numbers> {
  const numbers: Record<string, string> = {};
  for (const reference of references) {
    const column = `t.${targetName(reference.name)}`;
    // Joined on the whole uuid, so an id made for another kind of row shows as well.
    const orphaned = `NOT EXISTS (SELECT 1 FROM ${targetTable(reference.to)} x WHERE x.id = ${column})`;
    const condition = `${column} IS NOT NULL AND ${orphaned}`;
    const [row] = await sides.target(shape.family.schema, `SELECT count(*)::text FROM ${shape.targetFrom} ${/\bWHERE\b/.test(shape.targetFrom) ? 'AND' : 'WHERE'} ${condition}`);
    Object.assign(numbers, named([reference], row!));
  }
  return numbers;
}

const named = (references: readonly Reference[], row: readonly (string | null)[]): Numbers =>
  Object.fromEntries(references.map(({ name }, index) => [`${name} leads nowhere`, row[index]!]));

async function inconsistent(sides: Sides, shape: Shape): Promise<Numbers> {
  const counts = shape.references.map(({ name, to }) => {
    const [uuid, id] = [`t.${targetName(name)}`, `t.${targetName(`magento_${name}`)}`];
    const place = placeOf.get(to)!;
    const inside = magentoId(uuid, place.isRoot ? { sides, entity: place.entity } : undefined);
    return `count(*) FILTER (WHERE (COALESCE(${id}, 0) > 0) <> (${uuid} IS NOT NULL) OR ${uuid} IS NOT NULL AND ${inside} <> ${id})`;
  });
  const [row] = await sides.target(shape.family.schema, `SELECT ${counts.join(', ')} FROM ${shape.targetFrom}`);
  return Object.fromEntries(shape.references.map(({ name }, index) => [`${name} beside another Magento id`, row![index]!]));
}
