import type { ChangeEvent } from '../../../../contracts/change-event';
import { mostBulkBytes, mostEventBytes, mostEventsInBulk, mostRequestBytes } from '../../../../contracts/event-limits';
import { isTooLarge } from '../../../../pipeline/delivery/is-too-large';

const event = (rows: string): ChangeEvent => ({
  specversion: '1.0', id: 'product/1/2', source: 'banyan', type: 'migration.product.changed.v1', time: '2026-01-31T03:00:00.000Z', entity: 'product', entitykey: '1', label: '2',
  schemaversion: '1.00000000', data: { id: '00000000-0011-8a3c-9d2e-7b1f4c6a8e90', gone: false, tables: { 'catalog.products': rows } },
});

/** Bytes of a character in what Go writes. */
const kinds: readonly (readonly [string, number])[] = [['x', 1], ['ü', 2], ['日', 3], ['👍', 4], ['\t', 2], ['"', 2], ['\u0001', 6], ['<', 6], ['&', 6], ['\u2028', 6]];

test.each(kinds)('%j counts with the %d bytes that it takes on its way', (char, bytes) => {
  const fits = Math.floor(mostEventBytes / bytes);
  expect(isTooLarge(event(char.repeat(fits)))).toBe(true);
  expect(isTooLarge(event(char.repeat(fits - Math.ceil(500 / bytes))))).toBe(false);
});

test('what a sidecar hands over at once stays within what the subscriber takes, and a request within what the sidecar takes by default', () => {
  expect(mostEventsInBulk * mostEventBytes).toBeLessThan(mostBulkBytes);
  expect(mostBulkBytes).toBeLessThanOrEqual(64 << 20);
  expect(mostRequestBytes + mostEventBytes).toBeLessThan(4 << 20);
});
