import { createBatchQueue } from '../../../source/binlog-batches';
import type { Change } from '../../../source/change-source';

const row = (id: number): Change => ({ table: 't', after: { id } });
const at = (position: number) => ({ position });

function queueOf(maxRows: number, maxMs = 1000) {
  const flow = { pause: jest.fn(), resume: jest.fn() };
  const queue = createBatchQueue({ maxRows, maxMs }, flow);
  queue.startAt(at(0));
  const transaction = (position: number, rows: number): void => {
    for (let id = 0; id < rows; id += 1) queue.add(row(id));
    queue.commit(at(position));
  };
  return { flow, queue, transaction };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('gathers whole transactions until the time is up', async () => {
  const { queue, transaction } = queueOf(10);
  const batch = queue.next();
  transaction(1, 2);
  jest.advanceTimersByTime(900);
  transaction(2, 3);
  queue.add(row(9));
  jest.advanceTimersByTime(100);
  expect(await batch).toEqual({ changes: [row(0), row(1), row(2)], schemaChanges: [], token: at(2) });
});

it('says the same of a row once, and different things of it each', async () => {
  const { queue } = queueOf(10, 0);
  const [was, is] = [{ id: 1, code: 'a' }, { id: 1, code: null }];
  for (const change of [{ table: 't', after: was }, { table: 't', before: was, after: is }, { table: 't', before: is, after: was }, { table: 't', before: was, after: is }, { table: 'u', after: was }]) queue.add(change);
  queue.commit(at(1));
  queue.add({ table: 't', after: was });
  queue.commit(at(2));
  expect((await queue.next())!.changes).toEqual([{ table: 't', after: was }, { table: 't', before: was, after: is }, { table: 't', before: is, after: was }, { table: 'u', after: was }]);
});

it.each([[null, ''], ['', ',null'], ['a', 'a"'], ['1', 1], ['1:a', 'a'], ['a,1', 'a']])('takes %p and %p for different values', async (first, second) => {
  const { queue } = queueOf(10, 0);
  for (const code of [first, second]) queue.add({ table: 't', after: { code, other: 'a' } });
  queue.commit(at(1));
  expect((await queue.next())!.changes).toHaveLength(2);
});

it('lets a batch grow while rows come faster than a shop writes them, to the limit of its size', async () => {
  const { queue } = queueOf(1000, 50);
  const batch = queue.next();
  for (let ms = 0; ms < 2000; ms += 1) {
    for (let each = 0; each < 20; each += 1) {
      queue.add(row(each));
      queue.commit(at(ms));
    }
    jest.advanceTimersByTime(1);
  }
  queue.commit(at(2000));
  jest.advanceTimersByTime(100);
  expect(await batch).toMatchObject({ changes: { length: 20 }, token: at(2000) });
});

it('does not let it grow for ever', async () => {
  const { queue } = queueOf(1000, 50);
  let taken = 0;
  void queue.next().then(() => (taken += 1));
  for (let ms = 0; ms <= 3000; ms += 1) {
    for (let each = 0; each < 20; each += 1) queue.add(row(each));
    queue.commit(at(ms));
    await jest.advanceTimersByTimeAsync(1);
  }
  expect(taken).toBe(1);
});

it('starts the next batch with the transaction that does not fit', async () => {
  const { queue, transaction } = queueOf(10);
  transaction(1, 6);
  transaction(2, 6);
  expect(await queue.next()).toMatchObject({ changes: { length: 6 }, token: at(1) });
});

it('delivers a transaction of more rows in parts with the token of its start', async () => {
  const { queue, transaction } = queueOf(10);
  transaction(1, 3);
  transaction(2, 25);
  queue.fail(new Error('cut'));
  const batches = [await queue.next(), await queue.next(), await queue.next(), await queue.next()];
  expect(batches.map((batch) => [batch!.changes.length, batch!.token])).toEqual([[3, at(1)], [10, at(1)], [10, at(1)], [5, at(2)]]);
});

it('keeps a part of an unfinished transaction back when it fails', async () => {
  const { queue, transaction } = queueOf(10);
  transaction(1, 1);
  queue.add(row(7));
  queue.fail(new Error('cut'));
  expect(await queue.next()).toMatchObject({ changes: [row(0)], token: at(1) });
  await expect(queue.next()).rejects.toThrow('cut');
  await expect(queue.next()).rejects.toThrow('cut');
});

it('delivers transactions without rows too, at most one batch each time', async () => {
  const { queue } = queueOf(10);
  const batch = queue.next();
  for (let position = 1; position <= 5; position += 1) queue.commit(at(position));
  jest.advanceTimersByTime(1000);
  expect(await batch).toEqual({ changes: [], schemaChanges: [], token: at(5) });
});

it('carries the newest barrier and heartbeat', async () => {
  const { queue } = queueOf(10, 0);
  for (const n of [8, 9]) {
    queue.addBarrier(n);
    queue.addHeartbeat(`2026-01-01 00:00:0${n}.000000`);
    queue.commit(at(n));
  }
  expect(await queue.next()).toMatchObject({ barrier: 9, heartbeat: '2026-01-01 00:00:09.000000' });
});

it('pauses the log when two batches wait, and resumes it when one is taken', async () => {
  const { flow, queue, transaction } = queueOf(10);
  transaction(1, 19);
  expect(flow.pause).not.toHaveBeenCalled();
  transaction(2, 1);
  expect(flow.pause).toHaveBeenCalledTimes(1);
  await queue.next();
  expect(flow.resume).toHaveBeenCalledTimes(1);
});

it('drops what waits when it is closed, and answers the one who waits', async () => {
  const { queue, transaction } = queueOf(10);
  const waiting = queue.next();
  transaction(1, 2);
  queue.close();
  expect(await waiting).toBeUndefined();
  expect(await queue.next()).toBeUndefined();
});

it('refuses two who wait', async () => {
  const { queue } = queueOf(10);
  const first = queue.next();
  await expect(queue.next()).rejects.toThrow('already waiting');
  queue.close();
  await first;
});
