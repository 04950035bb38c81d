import { Command } from 'commander';
import { BanyanFailure } from '../../contracts/failures';
import type { RunStatus } from '../../contracts/outcomes';
import type { TargetContext } from '../../pipeline/context';
import { streamStatus } from '../../pipeline/stream-status';
import type { DefineCommand } from '../define-command';
import { describeStatus } from '../describe-status';
import { exitCodes, type ExitCode } from '../exit-codes';
import { findRun, type RunHandle } from '../find-run';
import type { Session } from '../session';
import { verifiedNow, type KnownStream } from '../verified-now';
import { wholeNumber } from '../whole-number';

const clearScreen = '\u001b[H\u001b[2J';

/** `banyan status`: how a run stands; exit code 1 while it holds or waits at a gate whose checks fail. */
export const statusCommand: DefineCommand = (session, end) =>
  new Command('status')
    .description('how a run stands: phase, gate, rows/s, time left, lag, dirty keys')
    .option('--run <name>', 'which run; the only one that is going on by default')
    .option('--watch', 'keep showing until the run is over')
    .option('--every <seconds>', 'how often --watch looks', wholeNumber, 2)
    .action(async ({ run, watch, every }: { run?: string; watch?: boolean; every: number }) => {
      await session.withTemporal(async (temporal) => {
        const handle = await findRun(temporal, run);
        await withStream(session, async (readStream) => {
          const look = { handle, readStream };
          const status = watch ? await watchRun(session, look, every) : await showOnce(session, look);
          end(exitCodeOf(status));
        });
      });
    });

type ReadStream = (status: RunStatus) => Promise<KnownStream>;

interface Look {
  readonly handle: RunHandle;
  readonly readStream: ReadStream;
  /** Written before the lines, in the same piece, so that nothing flickers. */
  readonly before?: string;
}

async function showOnce({ show }: Session, { handle, readStream, before = '' }: Look): Promise<RunStatus> {
  const status = await handle.status();
  const stream = await readStream(status);
  show({ ...verifiedNow(status, stream), stream }, () => before + describeStatus(status, stream));
  return status;
}

async function watchRun(session: Session, look: Look, every: number): Promise<RunStatus> {
  for (;;) {
    const status = await showOnce(session, { ...look, before: session.terminal.live ? clearScreen : '' });
    if (status.state === 'aborted' || status.state === 'verified') return status;
    await new Promise((resolve) => setTimeout(resolve, Math.max(1, every) * 1000));
  }
}

/** The stream is told from the databases. A status without them is worth having as well, and says what is missing. */
async function withStream(session: Session, work: (read: ReadStream) => Promise<void>): Promise<void> {
  const known = async (context: TargetContext, status: RunStatus): Promise<KnownStream> =>
    streamStatus(context, new Date(status.startedAt)).catch(sentence);
  let entered = false;
  try {
    await session.withTargets((context) => {
      entered = true;
      return work((status) => known(context, status));
    });
  } catch (error) {
    if (entered) throw error;
    const says = sentence(error);
    await work(async () => says);
  }
}

function sentence(error: unknown): string {
  if (error instanceof BanyanFailure) return error.message;
  throw error;
}

function exitCodeOf({ state, gate }: RunStatus): ExitCode {
  const shut = gate?.checks.some(({ verdict }) => verdict !== 'pass') ?? false;
  return state === 'holding' || state === 'aborted' || shut ? exitCodes.finding : exitCodes.ok;
}
