import { setTimeout } from 'node:timers/promises';
import type { RowDataPacket } from 'mysql2';
import { createConnection } from 'mysql2/promise';
import type { SourceServer } from '../../scripts/stack/stack';
import type { TargetPool } from '../../target/connect';
import { until } from './stand';

/** Work of Banyan that cannot go on, and cannot end, before it is let go or killed. */
export interface InHand {
  /** Lets it go on. A server that was killed has let go already. */
  release(): Promise<void>;
}

/** A table that a transaction writes to only after the rows of the services. */
export type LateTable = 'banyan.progress' | 'banyan.quarantine';

/** Transactions that wait for the late table and have written to a table of a service. */
const halfWritten = `
  SELECT DISTINCT waits.pid
    FROM pg_locks AS waits
    JOIN pg_locks AS wrote ON wrote.pid = waits.pid AND wrote.granted AND wrote.mode = 'RowExclusiveLock'
    JOIN pg_class AS service ON service.oid = wrote.relation AND service.relkind = 'r'
   WHERE NOT waits.granted AND waits.relation = $1::regclass AND service.relnamespace NOT IN ('banyan'::regnamespace, 'pg_catalog'::regnamespace)`;

/**
 * Stops a transaction on the target between its rows and its commit, whoever comes next: what is killed now is killed
 * with rows written that nobody else may ever see.
 */
export async function catchHalfWritten(target: TargetPool, table: LateTable): Promise<InHand> {
  const holder = await target.connect();
  return until(`a transaction half written before ${table}`, async () => {
    await holder.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`);
    // Some transactions have no rows to write; those are let through, and the next one is tried.
    for (let looks = 0; looks < 25; looks++) {
      const found = await target.query(halfWritten, [table]);
      if (found.rowCount) return { release: () => holder.query('ROLLBACK').then(() => holder.release(), () => holder.release(true)) };
      await setTimeout(20);
    }
    await holder.query('ROLLBACK');
    return undefined;
  });
}

/** Stops loads from the source as they begin: keys are chosen, and nothing is read yet. @param loads how many of them. */
export async function catchLoads(source: SourceServer, loads: number): Promise<InHand> {
  const [holder, looker] = [await asRoot(source), await asRoot(source)];
  try {
    await holder.query('BEGIN');
    await holder.query('SELECT n FROM banyan.barrier FOR UPDATE');
    await until(`${loads} loads from the source`, async () => {
      const [waiting] = await looker.query<RowDataPacket[]>(
        "SELECT 1 FROM information_schema.processlist WHERE user = 'banyan' AND info LIKE 'UPDATE banyan.barrier%'");
      return waiting.length >= loads ? waiting : undefined;
    });
  } finally {
    looker.destroy();
  }
  return { release: async () => holder.destroy() };
}

/** Cuts the connection over which the log of the source is read. @throws when there is not exactly one. */
export async function cutLogReader(source: SourceServer): Promise<void> {
  const root = await asRoot(source);
  try {
    const [readers] = await root.query<RowDataPacket[]>("SELECT id FROM information_schema.processlist WHERE user = 'banyan' AND command LIKE 'Binlog Dump%'");
    if (readers.length !== 1) throw new Error(`${readers.length} connections read the log`);
    await root.query('KILL ?', [readers[0]!['id']]);
  } finally {
    root.destroy();
  }
}

async function asRoot({ host, port, rootUser, rootPassword }: SourceServer): ReturnType<typeof createConnection> {
  const connection = await createConnection({ host, port, user: rootUser, password: rootPassword });
  // A killed server ends it; whoever asks next is told.
  connection.on('error', () => undefined);
  return connection;
}
