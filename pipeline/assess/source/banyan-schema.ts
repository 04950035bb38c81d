import type { RowDataPacket } from 'mysql2';
import { withSource, type SourceConnection } from '../../../source/connect';
import { blocker, ok, type Check, type Observation } from '../check';
import type { ServerView } from './source-view';

const tables = ['barrier', 'heartbeat', 'applied'] as const;
const remedy = 'as an administrator of the source, run deploy/mysql/banyan-schema.sql: it is safe to run again';

/** Whether Banyan's own small schema stands on the source, with its one barrier row and its one heartbeat row. */
export const banyanSchema: Check<ServerView> = {
  name: 'banyan-schema',
  run: async (view) => withSource(view.pool, inspect),
};

async function inspect(connection: SourceConnection): Promise<Observation[]> {
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT TABLE_NAME AS name, ENGINE AS engine FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'banyan'");
  const engines = new Map(rows.map((row) => [String(row.name), String(row.engine)]));
  const absent = tables.filter((name) => !engines.has(name));
  if (absent.length > 0) return [blocker(`the schema banyan on the source lacks ${absent.join(', ')}, or this user may not see it`, remedy)];
  const unsafe = tables.filter((name) => engines.get(name) !== 'InnoDB');
  if (unsafe.length > 0) return [blocker(`banyan.${unsafe.join(', banyan.')} must be InnoDB: a label is a commit`, `ALTER TABLE banyan.${unsafe[0]} ENGINE = InnoDB`)];
  const found = { barrier: await countRows(connection, 'barrier'), heartbeat: await countRows(connection, 'heartbeat') };
  const wrong = Object.entries(found).filter(([, count]) => count !== 1).map(([name, count]) => `banyan.${name} holds ${count} rows, not one`);
  return wrong.length > 0 ? [blocker(wrong.join(', and '), remedy)] : [ok('the schema banyan stands on the source, with one barrier row and one heartbeat row')];
}

async function countRows(connection: SourceConnection, table: 'barrier' | 'heartbeat'): Promise<number> {
  const [[row]] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM banyan.${table}`);
  return Number(row!.n);
}
