import { BanyanFailure } from '../contracts/failures';
import { withTarget } from '../target/connect';
import { notePresence, type Trouble } from '../target/presence';
import type { TargetContext } from './context';
import type { WatchedPublisher } from './delivery/watch-publisher';
import { thisInstance } from './keep-presence';
import { streamFaultWords } from './stream-fault-words';

/**
 * Notes what the stream has ended of, so that whoever asks the databases can name it: `/health`, `banyan status`, a gate.
 * @param targets opened without the shop, which may be what does not answer.
 */
export async function noteStreamFault(targets: () => Promise<Pick<TargetContext, 'control'>>, error: unknown, publisher?: Pick<WatchedPublisher, 'trouble'>): Promise<void> {
  const trouble = await troubleOf(error, publisher);
  try {
    const { control } = await targets();
    await withTarget(control, (client) => notePresence(client, { part: 'stream', instance: thisInstance, trouble }));
  } catch {
    // The stream's own failure is what its caller has to hear of; a control database that is away is seen by whoever asks it.
  }
}

async function troubleOf(error: unknown, publisher: Pick<WatchedPublisher, 'trouble'> | undefined): Promise<Trouble> {
  if (!(error instanceof BanyanFailure)) return { says: `the stream worker fails of an unknown error (${error instanceof Error ? error.name : 'no error'})`, remedy: 'look at its log' };
  const own = error.failure === 'BrokerUnavailable' ? await publisher?.trouble() : undefined;
  return own ?? { says: streamFaultWords(error), remedy: error.remedy };
}
