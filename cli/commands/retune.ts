import { Command } from 'commander';
import type { Retuning } from '../../contracts/plan';
import { CommandFault } from '../command-fault';
import type { DefineCommand } from '../define-command';
import { exitCodes } from '../exit-codes';
import { findRun } from '../find-run';
import { wholeNumber } from '../whole-number';

interface RetuneOptions {
  readonly run?: string;
  readonly why: string;
  readonly concurrency?: number;
  readonly chunk?: number;
  readonly maxChunk?: number;
  readonly holdMs?: number;
  readonly maxBytes?: number;
  readonly maxThreadsRunning?: number;
  readonly maxLatencyMs?: number;
  readonly maxReplicaLagSeconds?: number;
  readonly maxStreamLagMs?: number;
  readonly pauseMs?: number;
}

/** `banyan retune`: changes pace and chunk sizes while the run goes on. */
export const retuneCommand: DefineCommand = (session, end) =>
  new Command('retune')
    .description('changes pace and sizes while the run goes on; what is not named stays')
    .option('--run <name>', 'which run; the only one that is going on by default')
    .option('--concurrency <ranges>', 'ranges copied at the same time', wholeNumber)
    .option('--chunk <aggregates>', 'aggregates in the first chunk', wholeNumber)
    .option('--max-chunk <aggregates>', 'most aggregates in one chunk', wholeNumber)
    .option('--hold-ms <ms>', 'longest time one chunk may hold its locks', wholeNumber)
    .option('--max-bytes <bytes>', 'most bytes of rows in one chunk', wholeNumber)
    .option('--max-threads-running <threads>', 'running threads of the shop\'s server at which the copy waits', wholeNumber)
    .option('--max-latency-ms <ms>', 'answer time of a small query at which the copy waits', wholeNumber)
    .option('--max-replica-lag-seconds <seconds>', 'lag of a replica at which the copy waits', wholeNumber)
    .option('--max-stream-lag-ms <ms>', 'lag of the stream towards which the copy slows down, to half its speed', wholeNumber)
    .option('--pause-ms <ms>', 'how long it waits before it looks again', wholeNumber)
    .option('--why <text>', 'goes into the audit', 'retuned by hand')
    .action(async (options: RetuneOptions) => {
      const changes = retuningOf(options);
      const run = await session.withTemporal(async (temporal) => {
        const handle = await findRun(temporal, options.run);
        await handle.say('retune', { who: session.who, why: options.why, ...changes });
        return handle.run;
      });
      session.show({ run, ...changes }, () => `${run}: retuned, from the next chunk on.\n`);
      end(exitCodes.ok);
    });

/** What is to change. @throws CommandFault when nothing is. */
export function retuningOf(options: Omit<RetuneOptions, 'run' | 'why'>): Retuning {
  const { concurrency, chunk, maxChunk, holdMs, maxBytes, maxThreadsRunning, maxLatencyMs, maxReplicaLagSeconds, maxStreamLagMs, pauseMs } = options;
  const changes = {
    ...said({ concurrency }),
    ...group('chunk', { chunk, maxChunk, holdMs, maxBytes }),
    ...group('throttle', { maxThreadsRunning, maxLatencyMs, maxReplicaLagSeconds, maxStreamLagMs, pauseMs }),
  };
  if (Object.keys(changes).length > 0) return changes;
  throw new CommandFault({ says: 'nothing is to be changed', remedy: 'name at least one of the options that banyan retune --help shows', exitCode: exitCodes.usage });
}

const said = (values: Readonly<Record<string, number | undefined>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined));

function group(name: string, values: Readonly<Record<string, number | undefined>>): Record<string, Record<string, number>> {
  const found = said(values);
  return Object.keys(found).length === 0 ? {} : { [name]: found };
}
