import type { Connection } from 'mysql2/promise';
import { createRowWriter } from '../../../../scripts/seed/row-writer';

const fakeConnection = (answer: (sql: string) => Promise<unknown> = () => Promise.resolve([])) => {
  const sent: string[] = [];
  const query = (sql: string): Promise<unknown> => {
    sent.push(sql);
    return answer(sql);
  };
  return { sent, connection: { query } as unknown as Connection };
};

describe('createRowWriter', () => {
  test('writes rows in multi-row inserts, joins parts, prefixes tables, commits at the end', async () => {
    const { sent, connection } = fakeConnection();
    const writer = createRowWriter(connection, 'p_');
    writer.put('a', { x: 1, y: "it's" }, { z: null });
    writer.put('a', { y: 'b', x: 2 }, { z: 3 });
    await writer.finish();
    expect(sent).toEqual(["INSERT INTO `p_a` (`x`,`y`,`z`) VALUES (1,'it\\'s',NULL),(2,'b',3)", 'COMMIT']);
    expect(writer.counts()).toEqual({ a: 2 });
  });

  test('a row that lacks a column of the first one is a mistake', () => {
    const writer = createRowWriter(fakeConnection().connection, '');
    writer.put('a', { x: 1, y: 2 });
    expect(() => writer.put('a', { x: 1 })).toThrow('a has rows with and without y');
  });

  test('waits when the server falls behind', async () => {
    const waiting: (() => void)[] = [];
    const { sent, connection } = fakeConnection(() => new Promise((resolve) => waiting.push(() => resolve([]))));
    const writer = createRowWriter(connection, '');
    for (let n = 0; n < 500 * 5; n++) writer.put('a', { n });
    expect(sent).toHaveLength(5);
    let free = false;
    const ready = writer.ready().then(() => (free = true));
    await new Promise(setImmediate);
    expect(free).toBe(false);
    waiting.forEach((answer) => answer());
    await ready;
    expect(free).toBe(true);
  });

  test('the first failed statement is thrown, not lost', async () => {
    const { connection } = fakeConnection((sql) => (sql.startsWith('INSERT') ? Promise.reject(new Error('disk full')) : Promise.resolve([])));
    const writer = createRowWriter(connection, '');
    writer.put('a', { x: 1 });
    await expect(writer.finish()).rejects.toThrow('disk full');
  });
});
