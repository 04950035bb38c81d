import { createConnection } from 'mysql2/promise';
import { readStackConfig } from '../../../scripts/stack/config';
import type { SourceKind, StackPart } from '../../../scripts/stack/stack';
import { useServers, type Servers } from '../../servers';

/** Who reads the log: one suite for all of them. */
export type Reader = 'binlog' | 'debezium';

export interface Setting {
  /** Of the source, for the names of tests. */
  readonly source: string;
  readonly reader: Reader;
  readonly kind: SourceKind;
  /** Whether transactions have GTIDs; on MariaDB they always have. */
  readonly gtid: boolean;
  readonly parts: readonly StackPart[];
}

const { debeziumHome } = readStackConfig();
const readers: readonly Reader[] = debeziumHome === undefined ? ['binlog'] : ['binlog', 'debezium'];
const sources = [
  { source: 'MariaDB', kind: 'mariadb', gtid: true }, { source: 'MySQL', kind: 'mysql', gtid: true }, { source: 'MySQL without GTID', kind: 'mysql', gtid: false },
] as const;

/** Every reader on every kind of source. */
export const settings: readonly Setting[] = readers.flatMap((reader) => sources.map((source) => (
  { ...source, reader, parts: reader === 'debezium' ? ['source', 'debezium'] : ['source'] })));

/** Says in the list of tests what is left out, and why. */
export function sayWhatIsLeftOut(): void {
  if (debeziumHome === undefined) test.skip('Debezium is left out: BANYAN_STACK_DEBEZIUM_HOME names no engine; npm run stack -- --source-reader=debezium builds one', () => undefined);
}

/** Servers of a setting. @param own for tests that restart the server, or change what belongs to it as a whole. */
export function useLogServers({ kind, parts, gtid }: Setting, own = false): Servers {
  const servers = useServers({ parts, source: kind, own: own || !gtid });
  if (!gtid) beforeAll(() => turnGtidsOff(servers));
  return servers;
}

/** One step at a time is what the server allows while it runs; the last word also holds after a restart. */
async function turnGtidsOff(servers: Servers): Promise<void> {
  const { host, port, rootUser: user, rootPassword: password } = servers.stack().source!;
  const root = await createConnection({ host, port, user, password });
  try {
    for (const mode of ['ON_PERMISSIVE', 'OFF_PERMISSIVE', 'OFF']) await root.query(`SET PERSIST gtid_mode = ${mode}`);
    // What was committed with a GTID before is in the server's own list of them, and would be part of each position.
    await root.query('RESET MASTER');
  } finally {
    await root.end();
  }
}
