import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import type { Assessment, Finding } from '../../../contracts/assessment';
import { parseConfig } from '../../../contracts/config';
import { assess } from '../../../pipeline/assess/assess';
import { seedShop } from '../../../scripts/seed/seed-shop';
import type { SourceDatabase, TargetDatabase } from '../../servers';

type Settings = Readonly<Record<string, string>>;

/** A seeded shop that is assessed again and again while something is wrong with it. */
export interface AssessedShop {
  readonly source: SourceDatabase;
  readonly settings: Settings;
  /** As the administrator, in the shop's database. */
  sql(statement: string): Promise<RowDataPacket[]>;
  assess(change?: Settings): Promise<Assessment>;
  close(): Promise<void>;
}

/** Seeds a small shop; the caller closes. */
export async function createAssessedShop(source: SourceDatabase, target: TargetDatabase): Promise<AssessedShop> {
  const { host, port, database, rootUser, rootPassword } = source;
  await seedShop({ host, port, database, user: rootUser, password: rootPassword }, { customers: 20, products: 20, orders: 20, seed: 7 });
  const root: Connection = await createConnection({ host, port, database, user: rootUser, password: rootPassword });
  const settings = settingsOf(source, target);
  return {
    source, settings,
    sql: async (statement) => (await root.query<RowDataPacket[]>(statement))[0],
    assess: (change = {}) => assess(parseConfig({ ...settings, ...change })),
    close: () => root.end(),
  };
}

/** Settings as an operator gives them. */
export const settingsOf = (source: SourceDatabase, target: TargetDatabase): Settings => ({
  BANYAN_SOURCE_URL: `mysql://${source.user}@${source.host}:${source.port}/${source.database}`,
  BANYAN_SOURCE_PASSWORD: source.password,
  BANYAN_TARGET_URL: `postgres://${target.user}@${target.host}:${target.port}/${target.database}`,
  BANYAN_TARGET_PASSWORD: target.password,
  BANYAN_BACKUP_NAME: 'nightly',
  BANYAN_BACKUP_AT: new Date().toISOString(),
});

/** Findings of one check. */
export const ofCheck = ({ findings }: Assessment, check: string): Finding[] => findings.filter((finding) => finding.check === check);

/** What stands in the way, by check. */
export const blockers = ({ findings }: Assessment): string[] => findings.filter(({ severity }) => severity === 'blocker').map(({ check }) => check);
