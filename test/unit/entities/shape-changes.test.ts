import type { EntityShape, TableShape } from '../../../entities/grammar/shape';
import { shapeChanges, type ShapeChange } from '../../../entities/grammar/shape-changes';

const table: TableShape = {
  email: { type: 'varchar(255)', use: 'mapped' }, amount: { type: 'decimal(12,4)', use: 'mapped' },
  loyalty: { type: 'int(11)', use: 'extra' }, rp_token: { type: 'varchar(128)', use: 'ignored' },
};
const shape = (changed: Readonly<Record<string, TableShape[string] | undefined>>, more: Partial<EntityShape> = {}): EntityShape => ({
  tables: { t: Object.fromEntries(Object.entries({ ...table, ...changed }).filter(([, column]) => column !== undefined)) as TableShape },
  attributes: { 73: { code: 'name', backend: 'varchar' } }, missing: [], ...more,
});
const compare = (after: EntityShape): ShapeChange[] => shapeChanges({ customer: shape({}) }, { customer: after });
const severities = (after: EntityShape): string[] => compare(after).map((change) => change.severity);

describe('what a change of the shop\'s tables means', () => {
  it.each<[string, EntityShape, string[]]>([
    ['nothing', shape({}), []],
    ['a new column', shape({ fresh: { type: 'int(11)', use: 'extra' } }), ['project']],
    ['a new column that is ignored', shape({ fresh: { type: 'int(11)', use: 'ignored' } }), ['note']],
    ['a mapped column that is gone', shape({ email: undefined }), ['stop']],
    ['a carried column that is gone', shape({ loyalty: undefined }), ['project']],
    ['an ignored column that is gone', shape({ rp_token: undefined }), ['note']],
    ['a wider type of the same family', shape({ amount: { type: 'decimal(20,4)', use: 'mapped' } }), ['project']],
    ['another family', shape({ amount: { type: 'varchar(20)', use: 'mapped' } }), ['stop']],
    ['a column that the mapping reads now', shape({ loyalty: { type: 'int(11)', use: 'mapped' } }), ['project']],
    ['a column that the mapping leaves out now', shape({ loyalty: { type: 'int(11)', use: 'ignored' } }), ['project']],
    ['a required column that is missing', shape({}, { missing: ['t.email'] }), ['stop']],
    ['a table that is gone', { ...shape({}), tables: {} }, ['project']],
    ['another backend of an attribute', shape({}, { attributes: { 73: { code: 'name', backend: 'text' } } }), ['stop']],
    ['another name of an attribute', shape({}, { attributes: { 73: { code: 'title', backend: 'varchar' } } }), ['project']],
    ['an attribute that is gone', shape({}, { attributes: {} }), []],
  ])('%s', (_, after, expected) => expect(severities(after)).toEqual(expected));

  it('counts on rows under unknown keys where a table, or what an entity needs, is back', () => {
    const away = { customer: shape({}, { tables: {}, missing: ['t'] }) };
    expect(shapeChanges(away, { customer: shape({}) })).toEqual([
      { entity: 'customer', severity: 'project', says: 'the mapping no longer lacks t', anyKeys: true },
      { entity: 'customer', severity: 'project', says: 'table t was added', anyKeys: true },
    ]);
  });

  it('names what a renamed column may be called now, and the plan for an attribute', () => {
    expect(compare(shape({ email: undefined, mail: { type: 'varchar(255)', use: 'extra' } })).map((change) => change.says)).toContain('column t.email was dropped or renamed (new there: mail)');
    expect(compare(shape({}, { attributes: { 73: { code: 'name', backend: 'text' } } }))[0]!.says).toContain('from varchar to text');
  });
});
