import type { Connection } from 'mysql2/promise';
import { sqlLiteral, type SqlValue } from './sql-literal';

/** One row by column name. All rows of one table have the same columns in one run. */
export type Row = Readonly<Record<string, SqlValue>>;

export interface RowWriter {
  /**
   * Buffers a row, given in one part or, when it is wide, in several: joining a hundred columns into one object costs
   * more than writing them. Never blocks; call {@link RowWriter.ready} after each aggregate.
   */
  put(table: string, ...parts: readonly Row[]): void;
  /** Resolves at once while the server keeps up, else when it has caught up. Throws the first failed statement's error. */
  ready(): Promise<void>;
  /** Sends what is buffered, waits for everything and commits. */
  finish(): Promise<void>;
  /** Rows put so far, by table. */
  counts(): Readonly<Record<string, number>>;
}

interface Batch {
  /** Of each part. */
  readonly columns: readonly (readonly string[])[];
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
    put(table, ...parts) {
      let batch = batches.get(table);
      if (batch === undefined) batches.set(table, (batch = openBatch(prefix + table, parts)));
      const tuple = renderTuple(batch.columns, parts, table);
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

function openBatch(table: string, parts: readonly Row[]): Batch {
  const columns = parts.map((part) => Object.keys(part));
  const list = columns.flat().map((column) => `\`${column}\``).join(',');
  return { columns, head: `INSERT INTO \`${table}\` (${list}) VALUES `, tuples: [], characters: 0, total: 0 };
}

function renderTuple(columns: Batch['columns'], parts: readonly Row[], table: string): string {
  let tuple = '';
  for (let p = 0; p < columns.length; p++) {
    const part = parts[p];
    for (const column of columns[p] as readonly string[]) {
      const value = part?.[column];
      if (value === undefined) throw new TypeError(`${table} has rows with and without ${column}`);
      tuple += ',' + sqlLiteral(value);
    }
  }
  return `(${tuple.slice(1)})`;
}
