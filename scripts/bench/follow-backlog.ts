import { setTimeout } from 'node:timers/promises';
import { parsePlan } from '../../contracts/plan';
import type { PipelineContext } from '../../pipeline/context';
import { runStream } from '../../pipeline/run-stream';
import { streamName } from '../../pipeline/wait-for-stream';
import type { ChangeSource, Token } from '../../source/change-source';
import { inTransaction, withTarget } from '../../target/connect';
import { moveToken, readStream, takeStream } from '../../target/stream-token';
import type { Backlog } from './make-backlog';
import type { LogResult } from './start-log-worker';

const lookMs = 20;

/** Follows a backlog into PostgreSQL, as the stream worker does. */
export async function followBacklog(context: PipelineContext, source: ChangeSource, { backlog: { warm, measured }, token }: { backlog: Backlog; token: Token }): Promise<Omit<LogResult, 'memory'>> {
  await inTransaction(context.control, async (client) => {
    const { fence } = await takeStream(client, streamName);
    await moveToken(client, { stream: streamName, fence, token });
  });
  const stop = new AbortController();
  let began = performance.now();
  const following = runStream(context, {
    source, signal: stop.signal, ...parsePlan({ run: 'bench' }).stream,
    pausedEntities: async () => new Set(),
    pauseEntity: async (_entity, why) => { throw why; },
  });
  const passes = async (label: number): Promise<void> => {
    while (((await withTarget(context.control, (client) => readStream(client, streamName)))?.label ?? 0) < label) await Promise.race([following, setTimeout(lookMs)]);
  };
  if (warm.rows > 0) {
    await passes(warm.label);
    began = performance.now();
  }
  await passes(measured.label);
  const seconds = (performance.now() - began) / 1000;
  stop.abort();
  const { batches, projected: projections } = await following;
  return { seconds, batches, projections };
}
