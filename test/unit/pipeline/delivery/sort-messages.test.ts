import type { ChangeEvent } from '../../../../contracts/change-event';
import { allEntities } from '../../../../entities/all-entities';
import { targetTables } from '../../../../entities/grammar/target-table';
import { schemaVersionOf } from '../../../../pipeline/delivery/schema-version';
import { sortMessages } from '../../../../pipeline/delivery/sort-messages';

const tables = targetTables(allEntities.find(({ name }) => name === 'product')!);
const to = { entity: 'product', tables };
const event: ChangeEvent = {
  specversion: '1.0', id: 'product/1/2', source: 'banyan', type: 'migration.product.changed.v1', time: '2026-01-31T03:00:00.000Z', entity: 'product', entitykey: '1', label: '2',
  schemaversion: schemaVersionOf(tables), data: { id: '00000000-0011-8a3c-9d2e-7b1f4c6a8e90', gone: false, tables: {} },
};

test('what can be applied, what another version wrote and what is neither are told apart', () => {
  const other = { ...event, schemaversion: '1.deadbeef' };
  const { readable, foreign, unreadable } = sortMessages(to, [event, other, { ...event, entity: 'order' }, 'words', { ...event, schemaversion: 'none' }, null]);
  expect(readable).toEqual([{ at: 0, event }]);
  expect(foreign).toEqual([{ at: 1, version: '1.deadbeef', event: other }]);
  expect(unreadable).toEqual([2, 3, 4, 5]);
});

test('an event whose envelope is of a later kind is of another version, not unreadable', () => {
  const later = { specversion: '1.1', entity: 'product', schemaversion: '2.deadbeef', keys: ['1', '2'] };
  expect(sortMessages(to, [later])).toMatchObject({ foreign: [{ at: 0, version: '2.deadbeef', event: undefined }], unreadable: [] });
});

test('an event of the known version that lacks something is unreadable', () => {
  const { label, ...rest } = event;
  expect(label).toBe('2');
  expect(sortMessages(to, [rest])).toMatchObject({ foreign: [], unreadable: [0] });
});
