import { deadLetterTopic, topicOf, type ChangeEvent, type DeadLetterData } from '../../contracts/change-event';
import { inTransaction } from '../../target/connect';
import { keepDeadLetter, type DeadLetter } from '../../target/dead-letters';
import type { EntityTarget } from './apply-events';
import { describeFault } from './describe-fault';
import type { Publisher } from './publisher';

/** Where dead letters go. */
export interface DlqSetting {
  readonly publisher: Publisher;
  /** Told in names and keys. */
  readonly say: (line: string) => void;
}

type Addressee = Pick<DeadLetter, 'entity' | 'key' | 'label' | 'eventId'>;

/** What a dead letter says of the event that failed. */
export const letterOf = (event: ChangeEvent): Addressee => (
  { entity: event.entity, key: Number(event.entitykey), label: Number(event.label), eventId: event.id });

/** What it says where the event could not be read. */
export const unknownLetter = ({ entity }: EntityTarget): Addressee => ({ entity, key: -1, label: 0, eventId: '' });

/** Tells `migration.dlq` and keeps the letter beside the ledger. @returns false when either could not be done. */
export async function bury({ publisher, say }: DlqSetting, { entity, target }: EntityTarget, letter: DeadLetter): Promise<boolean> {
  try {
    await publisher.publish(deadLetterTopic, [deadLetterEvent(letter)]);
    await inTransaction(target, (client) => keepDeadLetter(client, letter));
    say(`${entity} ${letter.key} is a dead letter after ${letter.attempts} attempt${letter.attempts === 1 ? '' : 's'}: ${letter.error}`);
    return true;
  } catch (error) {
    // It is not settled: the publisher sends it again, and it comes here again.
    say(`${entity} ${letter.key} could not be kept as a dead letter: ${describeFault(error)}`);
    return false;
  }
}

/** The same for what was tried once and need not be tried again. */
export function buryNow(setting: DlqSetting, to: EntityTarget, letter: Addressee & Pick<DeadLetter, 'error'>): Promise<boolean> {
  const now = new Date();
  return bury(setting, to, { ...letter, attempts: 1, firstSeen: now, lastSeen: now });
}

function deadLetterEvent(letter: DeadLetter): object {
  const { entity, key, label, firstSeen, lastSeen, ...rest } = letter;
  const data: DeadLetterData = { topic: topicOf(entity), entity, key, label, ...rest, firstSeen: firstSeen.toISOString(), lastSeen: lastSeen.toISOString() };
  return {
    specversion: '1.0', id: `dlq/${entity}/${key}/${label}/${lastSeen.getTime()}`, source: 'banyan', type: `${deadLetterTopic}.v1`, time: data.lastSeen,
    entity, entitykey: String(key), label: String(label), data,
  };
}
