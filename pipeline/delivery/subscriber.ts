import type { ChangeEvent } from '../../contracts/change-event';
import { BanyanFailure } from '../../contracts/failures';
import { inTransaction } from '../../target/connect';
import { noteDirty } from '../../target/dirty-keys';
import { sqlState, targetFailure } from '../../target/failure-of';
import { applyEvents, type EntityTarget } from './apply-events';
import { bury, buryNow, letterOf, unknownLetter } from './bury';
import { describeFault } from './describe-fault';
import { createForeignVersions, type ForeignVersions } from './foreign-versions';
import { judgeForeign } from './judge-foreign';
import type { Publisher } from './publisher';
import { createRetryQueue, type Failing, type RetryQueue } from './retry-queue';
import { schemaVersionOf } from './schema-version';
import { sortMessages } from './sort-messages';

/** What becomes of a message: taken, or to be handed out again later. */
export type Receipt = 'SUCCESS' | 'RETRY';

export interface Subscriber {
  /** Entities whose events it takes. */
  readonly entities: readonly string[];
  /** Applies messages of one entity. @returns what to answer for each, in their order. */
  receive(entity: string, messages: readonly unknown[]): Promise<readonly Receipt[]>;
  /** Ends what is in hand and lets go of what waits to be retried. */
  close(): Promise<void>;
}

export interface SubscriberOptions {
  readonly entities: readonly EntityTarget[];
  /** Takes dead letters. */
  readonly publisher: Publisher;
  /** Told what goes wrong, in names and keys. */
  readonly say: (line: string) => void;
  /** Milliseconds before the first of three retries; default 200. */
  readonly firstRetryMs?: number;
  /** Milliseconds for which events of another schema are handed out again; default 15 minutes. */
  readonly foreignPatienceMs?: number;
}

/** Retries of an event before it is a dead letter. */
const retries = 3;
const mostWaiting = 1000;

interface Setting extends SubscriberOptions {
  readonly queue: RetryQueue;
  readonly foreign: ForeignVersions;
}

/**
 * Takes change events and applies them. An event that cannot be applied is set aside and tried three more times, then it
 * is a dead letter; those beside it are applied meanwhile. It may forget what it has in hand at any moment: the
 * publisher sends again what the ledger does not show.
 */
export function createSubscriber(options: SubscriberOptions): Subscriber {
  const byName = new Map(options.entities.map((entity) => [entity.entity, entity]));
  const inHand = new Set<Promise<unknown>>();
  const keep = <T>(work: Promise<T>): Promise<T> => {
    inHand.add(work);
    return work.finally(() => inHand.delete(work));
  };
  const setting: Setting = {
    ...options,
    foreign: createForeignVersions({ known: (entity) => schemaVersionOf(byName.get(entity)!.tables), say: options.say, patienceMs: options.foreignPatienceMs }),
    queue: createRetryQueue({
      firstMs: options.firstRetryMs ?? 200, most: mostWaiting,
      again: (failing) => void keep(tryAgain(setting, byName.get(failing.event.entity)!, failing)),
    }),
  };
  return {
    entities: [...byName.keys()],
    receive: (entity, messages) => {
      const to = byName.get(entity);
      if (!to) throw new BanyanFailure('InvalidInput', `no entity is named ${JSON.stringify(entity)}`);
      return keep(receive(setting, to, messages));
    },
    close: async () => {
      setting.queue.close();
      await Promise.allSettled(inHand);
      setting.queue.close();
    },
  };
}

async function receive(setting: Setting, to: EntityTarget, messages: readonly unknown[]): Promise<Receipt[]> {
  const receipts = messages.map((): Receipt => 'SUCCESS');
  const sorted = sortMessages(to, messages);
  // Trying these again would not help.
  for (const at of sorted.unreadable) receipts[at] = (await buryNow(setting, to, { ...unknownLetter(to), error: 'the message is not a change event' })) ? 'SUCCESS' : 'RETRY';
  for (const at of await judgeForeign(setting, to, sorted.foreign)) receipts[at] = 'RETRY';
  const failed = await applyApart(setting, to, sorted.readable.map(({ event }) => event));
  for (const { event, at } of sorted.readable) if (failed.has(event)) receipts[at] = 'RETRY';
  return receipts;
}

/** Applies events together; where that fails, in halves, until what fails stands alone. @returns those to be handed out again. */
async function applyApart(setting: Setting, to: EntityTarget, events: readonly ChangeEvent[]): Promise<Set<ChangeEvent>> {
  if (events.length === 0) return new Set();
  try {
    await applyEvents(to, events);
    return new Set();
  } catch (error) {
    if (isPassing(error)) {
      setting.say(`${to.entity}: ${describeFault(error)}; ${events.length} events will be handed out again`);
      return new Set(events);
    }
    if (events.length === 1) return (await setAside(setting, to, { event: events[0]!, error })) ? new Set() : new Set(events);
    const middle = events.length >> 1;
    return new Set([...(await applyApart(setting, to, events.slice(0, middle))), ...(await applyApart(setting, to, events.slice(middle)))]);
  }
}

/** Whether it may work later without anybody changing anything. */
function isPassing(error: unknown): boolean {
  const failure = targetFailure(error);
  return failure instanceof BanyanFailure && failure.retryable;
}

/** @returns false when there is no room to wait, and it has to be handed out again. */
async function setAside(setting: Setting, to: EntityTarget, { event, error }: { event: ChangeEvent; error: unknown }): Promise<boolean> {
  if (sqlState(error) === '23505') return settleClash(setting, to, event);
  return setting.queue.add({ event, attempts: 1, firstSeen: new Date() });
}

/** Unique values that move from one aggregate to another need both read at once: the stream's own process does that. */
async function settleClash(setting: Setting, { entity, target }: EntityTarget, event: ChangeEvent): Promise<boolean> {
  try {
    await inTransaction(target, (client) => noteDirty(client, { entity, keys: [Number(event.entitykey)], reason: 'unique clash' }));
    return true;
  } catch (error) {
    setting.say(`${entity} ${event.entitykey}: ${describeFault(error)}`);
    return false;
  }
}

async function tryAgain(setting: Setting, to: EntityTarget, failing: Failing): Promise<void> {
  const { event, attempts, firstSeen } = failing;
  try {
    await applyEvents(to, [event]);
  } catch (error) {
    if (isPassing(error)) setting.queue.add(failing);
    else if (sqlState(error) === '23505') await settleClash(setting, to, event);
    else if (attempts < retries) setting.queue.add({ ...failing, attempts: attempts + 1 });
    else await bury(setting, to, { ...letterOf(event), error: describeFault(error), attempts: attempts + 1, firstSeen, lastSeen: new Date() });
  }
}
