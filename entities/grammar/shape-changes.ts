import type { EntityShape, Shape, TableShape } from './shape';

/**
 * What a change of the shop's tables means for one entity. `stop`: nobody knows what its rows mean now, a person must
 * look. `project`: it goes on, and every aggregate is projected again, because a new column's values come without row
 * events. `note`: nothing that is carried has changed.
 */
export interface ShapeChange {
  readonly entity: string;
  readonly severity: 'stop' | 'project' | 'note';
  /** What changed, and what to do. Names only. */
  readonly says: string;
  /** Rows came without row events, perhaps under keys that nobody has heard of. */
  readonly anyKeys?: true;
}

/** Compares what was known of a shop with what is found now. */
export const shapeChanges = (before: Shape, after: Shape): ShapeChange[] => Object.entries(after).flatMap(([entity, shape]) => {
  const known = before[entity];
  if (!known) return [];
  const say: Say = (severity, says, more = {}) => ({ entity, severity, says, ...more });
  return [...missingChanges(known, shape, say), ...tableChanges(known, shape, say), ...attributeChanges(known, shape, say)];
});

type Say = (severity: ShapeChange['severity'], says: string, more?: { readonly anyKeys?: true }) => ShapeChange;

function missingChanges(before: EntityShape, { missing }: EntityShape, say: Say): ShapeChange[] {
  const lost = missing.filter((name) => !before.missing.includes(name));
  const found = before.missing.filter((name) => !missing.includes(name));
  return [
    ...(lost.length === 0 ? [] : [say('stop', `the mapping needs ${lost.join(', ')}, which the shop no longer has`)]),
    ...(found.length === 0 ? [] : [say('project', `the mapping no longer lacks ${found.join(', ')}`, { anyKeys: true })]),
  ];
}

function tableChanges(before: EntityShape, after: EntityShape, say: Say): ShapeChange[] {
  const names = [...new Set([...Object.keys(before.tables), ...Object.keys(after.tables)])].sort();
  return names.flatMap((table) => {
    const [old, now] = [before.tables[table], after.tables[table]];
    if (!old) return [say('project', `table ${table} was added`, { anyKeys: true })];
    // What is required is among the missing; what is optional is gone with its rows.
    if (!now) return [say('project', `table ${table} was dropped or renamed`)];
    return columnChanges(table, { old, now }, say);
  });
}

function columnChanges(table: string, { old, now }: { old: TableShape; now: TableShape }, say: Say): ShapeChange[] {
  const added = Object.keys(now).filter((column) => !(column in old));
  const changes = added.map((column) => say(now[column]!.use === 'ignored' ? 'note' : 'project', `column ${table}.${column} was added; it is ${wordOf(now[column]!.use)}`));
  for (const [column, { type, use }] of Object.entries(old)) {
    const found = now[column];
    const severity = use === 'mapped' ? 'stop' : use === 'extra' ? 'project' : 'note';
    if (!found) changes.push(say(severity, `column ${table}.${column} was dropped or renamed${added.length > 0 ? ` (new there: ${added.join(', ')})` : ''}`));
    else if (found.use !== use) changes.push(say('project', `column ${table}.${column} is now ${wordOf(found.use)}`));
    else if (found.type !== type) changes.push(say(severity === 'stop' && familyOf(type) === familyOf(found.type) ? 'project' : severity, `column ${table}.${column} changed from ${type} to ${found.type}`));
  }
  return changes;
}

const wordOf = (use: TableShape[string]['use']): string => ({ mapped: 'mapped', extra: 'carried in extra', ignored: 'ignored' })[use];

const families: readonly (readonly [RegExp, string])[] = [
  [/^(tiny|small|medium|big)?int/, 'int'], [/^(decimal|numeric)/, 'decimal'], [/^(float|double)/, 'float'],
  [/^((var)?char|(tiny|medium|long)?text|enum|set)/, 'text'], [/^((var)?binary|(tiny|medium|long)?blob)/, 'bytes'], [/^(datetime|timestamp)/, 'moment'],
];

/** Types of one family are read by the same codec, so a column may move between them. */
const familyOf = (type: string): string => families.find(([pattern]) => pattern.test(type))?.[1] ?? type;

function attributeChanges(before: EntityShape, after: EntityShape, say: Say): ShapeChange[] {
  return Object.entries(before.attributes).flatMap(([id, { code, backend }]) => {
    const now = after.attributes[id];
    // A deleted one is healed by its code.
    if (!now) return [];
    if (now.backend !== backend) {
      return [say('stop', `attribute ${code} changed its backend type from ${backend} to ${now.backend}, and its values stay in the old table. `
        + `Plan: set the type back, make a new attribute of type ${now.backend}, copy the values there in the shop, then let the entity go on`)];
    }
    return now.code === code ? [] : [say('project', `attribute ${code} is now called ${now.code}`)];
  });
}
