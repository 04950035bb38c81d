import { expectedOfDump } from '../../../../scripts/accept/expected-of-dump';
import knownDumps from '../../../../scripts/accept/expected-quarantine.json';
import { judgeQuarantine } from '../../../../scripts/rehearsal/judge-quarantine';

const kind = { entity: 'product', table: 'catalog_product_entity', reason: 'another row of the source holds its unique value' };
const expected = { ...kind, count: 2, because: 'two products with one SKU' };
const found = (count: number, over: Partial<typeof kind> = {}) => ({ ...kind, ...over, column: 'sku', count, accepted: 0 });

test.each([
  ['as many as expected', [found(2)], [], []],
  ['one more', [found(3)], ['product catalog_product_entity: another row of the source holds its unique value: 3 found, 2 expected'], []],
  ['one less', [found(1)], [], ['product catalog_product_entity: another row of the source holds its unique value: 1 found, 2 expected']],
  ['none', [], [], ['product catalog_product_entity: another row of the source holds its unique value: 0 found, 2 expected']],
  ['the same reason in two columns', [found(1), found(1)], [], []],
  ['another reason', [found(2), found(1, { reason: 'a NUL byte' })], ['product catalog_product_entity: a NUL byte: 1 found, 0 expected'], []],
  ['another table of the entity', [found(2), found(1, { table: 'catalog_product_link' })], ['product catalog_product_link: another row of the source holds its unique value: 1 found, 0 expected'], []],
])('a quarantine with %s', (_name, quarantine, more, fewer) => {
  expect(judgeQuarantine(quarantine, [expected])).toEqual({ more, fewer });
});

test('a dump is known by its content, and one that is not is only reported', () => {
  const dump = { dump: 'shop.sql.gz', sha256: 'ab'.repeat(32), quarantine: [expected] };
  expect(expectedOfDump(dump.sha256, [dump])).toEqual([expected]);
  expect(expectedOfDump('cd'.repeat(32), [dump])).toBe('whatever there is');
});

test('the two dumps that Magento itself wrote leave nothing in quarantine', () => {
  expect(knownDumps.map(({ dump, quarantine }) => [dump, quarantine.length])).toEqual([['luma.sql.gz', 0], ['luma_big.sql.gz', 0]]);
  for (const { sha256 } of knownDumps) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});
