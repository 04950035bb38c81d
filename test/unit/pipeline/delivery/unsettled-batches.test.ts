import { createUnsettledBatches, type UnsettledBatch } from '../../../../pipeline/delivery/unsettled-batches';

const sent = (batch: UnsettledBatch, keys: Record<number, number>): void => {
  batch.awaited.set('product', new Map(Object.entries(keys).map(([key, label]) => [Number(key), label])));
  batch.sent = true;
};

test('the token may pass a batch only with all before it', () => {
  const batches = createUnsettledBatches(1000);
  const [first, second] = [batches.add({ token: { at: 1 } }, ''), batches.add({ token: { at: 2 } }, '')];
  sent(first, { 7: 10 });
  sent(second, {});
  expect(batches.takeSettled()).toEqual([]);
  batches.arrived('product', new Map([[7, 9]]));
  expect(batches.takeSettled()).toEqual([]);
  batches.arrived('product', new Map([[7, 10]]));
  expect(batches.takeSettled().map(({ batch }) => batch.token)).toEqual([{ at: 1 }, { at: 2 }]);
  expect([batches.settledSeq(), batches.lastSeq(), batches.size()]).toEqual([2, 2, 0]);
});

test('a batch that is still being sent is not settled, though nothing is awaited yet', () => {
  const batches = createUnsettledBatches(1000);
  const batch = batches.add({ token: {} }, '');
  expect(batches.takeSettled()).toEqual([]);
  batch.sent = true;
  expect(batches.takeSettled()).toEqual([batch]);
});

test('a label of another entity, or a lower one, settles nothing', () => {
  const batches = createUnsettledBatches(1000);
  sent(batches.add({ token: {} }, ''), { 7: 10, 8: 10 });
  batches.arrived('order', new Map([[7, 99], [8, 99]]));
  batches.arrived('product', new Map([[8, 11]]));
  expect(batches.takeSettled()).toEqual([]);
  expect([...batches.awaitedKeys(100).get('product')!]).toEqual([7]);
});

test('the oldest are asked about first', () => {
  const batches = createUnsettledBatches(1000);
  sent(batches.add({ token: {} }, ''), { 1: 1, 2: 1 });
  sent(batches.add({ token: {} }, ''), { 3: 2 });
  expect([...batches.awaitedKeys(2).get('product')!]).toEqual([1, 2]);
  expect([...batches.awaitedKeys(3).get('product')!]).toEqual([1, 2, 3]);
});

test('it is told how many batches wait for an entity, and how far it was sent', () => {
  const batches = createUnsettledBatches(1000);
  expect(batches.byEntity()).toEqual([]);
  sent(batches.add({ token: {} }, ''), { 1: 5, 2: 6 });
  sent(batches.add({ token: {} }, ''), { 3: 7 });
  sent(batches.add({ token: {} }, ''), {});
  batches.arrived('product', new Map([[1, 5], [2, 6]]));
  expect(batches.byEntity()).toEqual([{ entity: 'product', batches: 1, publishedLabel: 7, sentAt: null }]);
  const at = new Date();
  batches.taken('migration.product.changed', at);
  expect(batches.byEntity()).toMatchObject([{ sentAt: at }]);
});
