import { join } from 'node:path';
import type { BenchServers } from './bench-servers';
import { countJson } from './count-json';
import type { Backlog } from './make-backlog';
import { measureCpu, type CpuUse } from './measure-cpu';
import { awaitQuiet } from './measure-round';
import { runLogWorker, type LogResult } from './start-log-worker';

export const readerNames = ['keys', 'full', 'library', 'engine', 'json'] as const;

export type ReadingContender = (typeof readerNames)[number];

/** As they are printed. */
const readingContenders: Readonly<Record<ReadingContender, string>> = {
  keys: 'Banyan, keys only', full: 'Banyan, every column', library: 'its decoder, every column', engine: 'Banyan over Debezium', json: 'Debezium, JSON',
};

/** One reading of the backlog. */
export interface MeasuredReading {
  readonly contender: ReadingContender;
  readonly perSecond: number;
  readonly result: Partial<LogResult>;
  readonly use: CpuUse;
}

export interface Rounds {
  readonly backlog: Backlog;
  readonly rounds: number;
  readonly only: readonly ReadingContender[];
  /** Files of this bench. */
  readonly folder: string;
  /** Settings of a worker. */
  readonly env: Readonly<Record<string, string>>;
  readonly foreign: number;
  readonly patience: number;
}

/** Contenders alternate. A reading counts when every row was read and the machine was ours. @returns those that count. */
export async function readRounds(servers: BenchServers, options: Rounds): Promise<MeasuredReading[]> {
  const counted: MeasuredReading[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const contender of options.only) {
      const before = await awaitQuiet({ share: options.foreign, patience: options.patience });
      const { result, use } = await measureCpu(servers, () => readOnce(servers, options, { contender, folder: join(options.folder, `${contender}-${round}`) }));
      checkRead(contender, result, options.backlog);
      const measured = { contender, perSecond: Math.round(options.backlog.measured.rows / result.seconds), result, use };
      const counts = Math.max(before, use.foreign) <= options.foreign;
      if (counts) counted.push(measured);
      console.log(`round ${round}  ${readingLine(measured)}${counts ? '' : '   left out: the machine was not ours'}`);
    }
  }
  return counted;
}

type Read = Omit<LogResult, 'memory'> & Partial<LogResult>;

async function readOnce(servers: BenchServers, { backlog, env }: Rounds, { contender, folder }: { contender: ReadingContender; folder: string }): Promise<Read> {
  const { debezium: program } = servers;
  if (!program) throw new Error('this bench was started without Debezium');
  if (contender === 'json') return { seconds: await countJson(servers, { program, folder, backlog }), changes: backlog.warm.rows + backlog.measured.rows };
  return runLogWorker({ way: contender, backlog, ...(contender === 'engine' ? { debezium: { program, dir: folder } } : {}) }, env);
}

/** With keys only many changes say the same; then every row must have been told of. */
function checkRead(contender: ReadingContender, { changes, distinct }: Read, { warm, measured, distinct: rows }: Backlog): void {
  const [read, wanted] = contender === 'keys' || contender === 'engine' ? [distinct, rows] : [changes, warm.rows + measured.rows];
  if (read !== wanted) throw new Error(`${readingContenders[contender]}: read ${read} of ${wanted}`);
}

function readingLine({ contender, perSecond, result: { memory }, use: { wall, tool, source, foreign } }: MeasuredReading): string {
  const cpu = `CPU: tool ${tool.toFixed(1)}, source ${source.toFixed(1)} of ${wall.toFixed(1)} s, others ${(foreign * 100).toFixed(0)} %`;
  return `${readingContenders[contender].padEnd(26)} ${perSecond.toLocaleString('en-US').padStart(9)} row events/s   ${cpu}${memory ? `   memory ${memory.join(' ')} MB` : ''}`;
}
