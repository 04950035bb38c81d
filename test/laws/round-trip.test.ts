import fc from 'fast-check';
import { decode } from '../../entities/grammar/decode';
import { createIdDeriver } from '../../entities/grammar/derive-ids';
import { roundTrip } from '../../entities/grammar/round-trip';
import { generateRows, pack } from './generated-rows';
import { shopEntities } from './shop-entities';

const { entities } = shopEntities();
const context = { ids: createIdDeriver(Buffer.alloc(16, 3)), overrides: new Map() };
const overridden = { ...context, overrides: new Map([['customer', new Map([[5, '0190a000-0000-7000-8000-00000000c0de']])]]) };
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

describe.each(entities.map((compiled) => [compiled.definition.name, compiled] as const))('%s', (_, compiled) => {
  test('every Magento row comes back from the rows of the service', () => {
    fc.assert(fc.property(seeds, (seed) => {
      const trip = roundTrip(compiled, pack(generateRows(compiled, { seed, roots: 6 })), context);
      expect(trip).toMatchObject({ roots: 6, refused: 0, faults: [] });
    }), { numRuns: 15 });
  });

  test('the same rows give the same bytes', () => {
    const once = (): readonly Buffer[] => decode(compiled, pack(generateRows(compiled, { seed: 11, roots: 5 })), context).tables.map((table) => table.lines);
    expect(once()).toEqual(once());
  });
});

test('ids that were mapped before come back as what they stand for', () => {
  const compiled = entities.find((candidate) => candidate.definition.name === 'customer-address')!;
  const rows = generateRows(compiled, { seed: 1, roots: 3 });
  const position = compiled.root.select.findIndex((column) => column.column === 'parent_id');
  const root = rows.root.map((row) => row.map((cell, index) => (index === position ? '5' : cell)));
  const loaded = pack({ ...rows, root });
  expect(roundTrip(compiled, loaded, overridden).faults).toEqual([]);
  expect(decode(compiled, loaded, overridden).tables[0]!.lines.toString()).toContain('0190a000-0000-7000-8000-00000000c0de');
});
