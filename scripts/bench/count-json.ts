import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { EngineProgram, EngineSettings } from '../../source/debezium-engine';
import { SHOP, type BenchServers } from './bench-servers';
import type { Backlog } from './make-backlog';

export interface JsonCountOptions {
  readonly program: EngineProgram;
  /** Empty, of this count alone. */
  readonly folder: string;
  readonly backlog: Backlog;
}

/** What one would use instead: the engine with its defaults, JSON, and a handler that does nothing. @returns seconds for the measured rows. */
export function countJson({ source }: BenchServers, { program: { home, java }, folder, backlog }: JsonCountOptions): Promise<number> {
  const settings: EngineSettings = {
    folder, shape: null, wanted: {}, offset: { file: backlog.file, pos: backlog.position, gtids: backlog.gtids },
    properties: {
      name: 'bench', 'topic.prefix': 'bench', 'connector.class': 'io.debezium.connector.mariadb.MariaDbConnector',
      'database.hostname': source.host, 'database.port': String(source.port), 'database.user': source.user, 'database.password': source.password,
      'database.server.id': '184056', 'database.ssl.mode': 'disable', 'database.include.list': SHOP, 'table.include.list': `${SHOP}.customer_entity`,
      'offset.storage': 'org.apache.kafka.connect.storage.FileOffsetBackingStore', 'offset.storage.file.filename': join(folder, 'offsets.dat'), 'offset.flush.interval.ms': '1000',
      'schema.history.internal': 'io.debezium.storage.file.history.FileSchemaHistory', 'schema.history.internal.file.filename': join(folder, 'history'),
      'include.schema.changes': 'false', 'snapshot.mode': 'recovery', 'snapshot.locking.mode': 'none', 'tombstones.on.delete': 'false',
      // Without a schema in each message: that is how JSON is used, and half the work.
      'converter.schemas.enable': 'false',
    },
  };
  return new Promise((resolve, reject) => {
    const child = spawn(java, ['-Xmx512m', '-cp', `${join(home, 'banyan-debezium.jar')}:${join(home, 'lib', '*')}`, 'banyan.debezium.JsonCount', String(backlog.warm.rows), String(backlog.measured.rows)], { stdio: ['pipe', 'pipe', 'pipe'] });
    let [printed, said] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (printed += data.toString()));
    child.stderr.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-2000)));
    child.stdin.write(`${JSON.stringify(settings)}\n`);
    child.once('error', reject);
    child.once('close', (code) => (code === 0 && Number(printed) > 0 ? resolve(Number(printed)) : reject(new Error(`Debezium ended with ${code} before it had counted ${backlog.measured.rows} rows: ${said}`))));
  });
}
