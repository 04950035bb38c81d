import { Context } from '@temporalio/activity';
import { WorkflowNotFoundError } from '@temporalio/common';
import { z } from 'zod';
import { deadLetterTopic } from '../contracts/change-event';
import { BanyanFailure } from '../contracts/failures';
import { migrationId } from '../contracts/messages';
import type { Hold } from '../contracts/outcomes';
import { partSignals } from '../contracts/parts';
import { stateEntity, statedEntities } from '../pipeline/entity-states';
import { openPublisher } from '../pipeline/delivery/open-publisher';
import type { Publisher } from '../pipeline/delivery/publisher';
import type { WatchedPublisher } from '../pipeline/delivery/watch-publisher';
import { openChangeSource } from '../pipeline/open-change-source';
import { noteStreamFault } from '../pipeline/note-stream-fault';
import { prepareTargets } from '../pipeline/prepare-targets';
import { runStream } from '../pipeline/run-stream';
import type { ActivityDeps } from './activity-deps';
import { defineActivity } from './define-activity';

export type StreamActivities = ReturnType<typeof createStreamActivities>;

/** What a stream worker does: follow the source's log. */
export const createStreamActivities = (deps: ActivityDeps) => ({
  /** Follows the source until it is cancelled. One at a time moves the token; whoever starts later wins. */
  followSource: defineActivity(
    z.object({
      run: z.string().min(1), maxRows: z.int().min(1), maxMs: z.int().min(0),
      reader: z.enum(['binlog', 'debezium']).default('binlog'), delivery: z.enum(['direct', 'dapr']).default('direct'),
    }),
    async ({ run, maxRows, maxMs, reader, delivery }, { signal, show }) => {
      const publisher = delivery === 'dapr' ? openPublisher(deps.config) : undefined;
      await notingFaults(deps, { signal, publisher }, async () => {
        // Newer workers may take over a run that older ones have prepared.
        await prepareTargets(deps.config);
        const context = await deps.context();
        await runStream(context, {
          source: openChangeSource(deps.config, context, { run, reader }), signal, maxRows, maxMs, publisher,
          ready: async () => (publisher ? askBroker(publisher) : undefined),
          pausedEntities: async () => new Set((await statedEntities(context)).map((stated) => stated.entity)),
          pauseEntity: async (entity, failure) => {
            await stateEntity(context, { entity, state: 'paused', why: `${failure.failure}: ${failure.message}` });
            await tellRun(run, entity, failure);
          },
          onProgress: (progress) => show({ ...progress }),
        });
      });
      signal.throwIfAborted();
      throw new BanyanFailure('SourceUnavailable', 'the source ended the log without an error');
    }),
});

/** What the sidecar refuses is told at the start, not with the first change. One that is away may come by then. */
async function askBroker(publisher: Publisher): Promise<void> {
  try {
    await publisher.publish(deadLetterTopic, []);
  } catch (error) {
    if (!(error instanceof BanyanFailure) || !error.retryable) throw error;
  }
}

/** What the stream fails of is noted where those who watch from outside see it. */
async function notingFaults(deps: ActivityDeps, { signal, publisher }: { signal: AbortSignal; publisher: WatchedPublisher | undefined }, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!signal.aborted) await noteStreamFault(deps.targets, error, publisher);
    throw error;
  }
}

/** The run shows the hold and asks; the other entities are followed meanwhile. */
async function tellRun(run: string, entity: string, { failure, message, remedy }: BanyanFailure): Promise<void> {
  const hold: Hold = { part: 'stream', entity, failure, message: message.slice(0, 300), remedy, since: new Date().toISOString() };
  await Context.current().client.workflow.getHandle(migrationId(run)).signal(partSignals.hold, hold).catch((error: unknown) => {
    // A run that has ended asks nobody; the entity's state says the same.
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  });
}
