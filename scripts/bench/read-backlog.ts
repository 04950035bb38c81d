import type { RowDataPacket } from 'mysql2';
import { parsePlan } from '../../contracts/plan';
import { customerColumns } from '../../pipeline/customer-changes';
import type { PipelineContext } from '../../pipeline/context';
import { effectsByTable, routesByTable, wantedColumns } from '../../pipeline/followed-tables';
import type { ChangeSource, Token, WantedColumns } from '../../source/change-source';
import { withSource } from '../../source/connect';
import { BACKLOG_TABLE, type Backlog } from './make-backlog';
import type { LogResult } from './start-log-worker';

export interface Reading {
  readonly backlog: Backlog;
  /** The place of the backlog, in the reader's words. */
  readonly token: Token;
  readonly wanted: WantedColumns;
}

/** What the stream asks of a reader. */
export function wantedByStream(context: PipelineContext): WantedColumns {
  const routes = routesByTable(context);
  return wantedColumns(routes, effectsByTable(context)(), customerColumns(context.catalog(), context.entities()));
}

/** Every column of the table that the backlog is about. */
export async function everyColumn({ source }: PipelineContext): Promise<WantedColumns> {
  const [rows] = await withSource(source, (connection) => connection.query<RowDataPacket[]>(
    'SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION', [BACKLOG_TABLE]));
  return new Map([[BACKLOG_TABLE, rows.map(({ name }) => String(name))]]);
}

/** Reads as the stream does, and only counts what it reads. */
export async function readBacklog(source: ChangeSource, { backlog: { warm, measured }, token, wanted }: Reading): Promise<Omit<LogResult, 'memory'>> {
  const stream = await source.open(token, { wanted, ...parsePlan({ run: 'bench' }).stream });
  const seen = new Set<unknown>();
  let [changes, batches, began, label] = [0, 0, 0, 0];
  for (; label < measured.label; batches += 1) {
    const batch = await stream.next();
    if (!batch) throw new Error('the stream ended before its backlog did');
    label = Math.max(label, batch.barrier ?? 0);
    changes += batch.changes.length;
    for (const change of batch.changes) seen.add(change.after?.entity_id);
    stream.acknowledge(batch.token);
    if (label >= warm.label) began ||= performance.now();
  }
  const seconds = (performance.now() - began) / 1000;
  await stream.close();
  return { seconds, changes, distinct: seen.size, batches };
}
