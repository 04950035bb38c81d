import type { Connection } from 'mysql2/promise';
import { sqlLiteral, type SqlValue } from './sql-literal';

/** One row by column name. All rows of one table have the same columns in one run. */
export type Row = Readonly<Record<string, SqlValue>>;

export interface RowWriter {
  /** Buffers a row; never blocks. Call {@link RowWriter.ready} after each aggregate. */
  put(table: string, row: Row): void;
  /** Resolves at once while the server keeps up, else when it has caught up. Throws the first failed statement's error. */
  ready(): Promise<void>;
  /** Sends what is buffered, waits for everything and commits. */
  finish(): Promise<void>;
  /** Rows put so far, by table. */
  counts(): Readonly<Record<string, number>>;
}

interface Batch {
  readonly columns: readonly string[];
  readonly head: string;
  tuples: string[];
  characters: number;
  total: number;
}

const MAX_ROWS = 500;
const MAX_CHARACTERS = 400_000;
/** Statements in flight: one runs, the others wait on the wire, so neither side idles and memory stays flat. */
const MAX_PENDING = 3;
const STATEMENTS_PER_COMMIT = 100;

/** Writes rows in multi-row inserts over one connection, whose session must be as MAGENTO_SESSION says. */
export function createRowWriter(connection: Connection, prefix: string): RowWriter {
  const batches = new Map<string, Batch>();
  const pending: Promise<void>[] = [];
  const failures: unknown[] = [];
  let sinceCommit = 0;

  const send = (sql: string): void => {
    pending.push(connection.query(sql).then(() => undefined, (error: unknown) => void failures.push(error)));
  };

  const flush = (batch: Batch): void => {
    if (batch.tuples.length === 0) return;
    send(batch.head + batch.tuples.join(','));
    batch.tuples = [];
    batch.characters = 0;
    if (++sinceCommit % STATEMENTS_PER_COMMIT === 0) send('COMMIT');
  };

  const drain = async (atMost: number): Promise<void> => {
    while (pending.length > atMost) await pending.shift();
    if (failures.length > 0) throw failures[0];
  };

  return {
    put(table, row) {
      let batch = batches.get(table);
      if (batch === undefined) batches.set(table, (batch = openBatch(prefix + table, row)));
      const tuple = renderTuple(batch.columns, row, table);
      batch.tuples.push(tuple);
      batch.characters += tuple.length;
      batch.total++;
      if (batch.tuples.length >= MAX_ROWS || batch.characters >= MAX_CHARACTERS) flush(batch);
    },
    ready: () => (pending.length > MAX_PENDING ? drain(MAX_PENDING) : Promise.resolve()),
    async finish() {
      for (const batch of batches.values()) {
        flush(batch);
        await drain(MAX_PENDING);
      }
      send('COMMIT');
      await drain(0);
    },
    counts: () => Object.fromEntries([...batches].map(([table, batch]) => [table, batch.total])),
  };
}

function openBatch(table: string, row: Row): Batch {
  const columns = Object.keys(row);
  const list = columns.map((column) => `\`${column}\``).join(',');
  return { columns, head: `INSERT INTO \`${table}\` (${list}) VALUES `, tuples: [], characters: 0, total: 0 };
}

function renderTuple(columns: readonly string[], row: Row, table: string): string {
  let tuple = '(';
  for (let i = 0; i < columns.length; i++) {
    const value = row[columns[i] as string];
    if (value === undefined) throw new TypeError(`${table} has rows with and without ${columns[i]}`);
    tuple += i === 0 ? sqlLiteral(value) : ',' + sqlLiteral(value);
  }
  return tuple + ')';
}
