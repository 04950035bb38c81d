import type { SubscriberConfig } from '../../contracts/config';
import { allEntities } from '../../entities/all-entities';
import { targetTables } from '../../entities/grammar/target-table';
import { readUnsettled, type Unsettled } from '../../target/unsettled';
import { withTarget, type TargetPool } from '../../target/connect';
import { isUnprepared } from '../../target/failure-of';
import { openTargets, targetsOf } from '../target-pools';
import { openPublisher } from './open-publisher';
import { createSubscriber, type Subscriber } from './subscriber';

export interface OpenSubscriber extends Subscriber {
  /** What the stream says is under way. */
  unsettled(): Promise<readonly Unsettled[]>;
  /** Where it is noted that the subscriber is there. */
  readonly control: TargetPool;
}

/** A subscriber to the changes of every entity, on the targets that the settings name. */
export function openSubscriber(config: SubscriberConfig, say: (line: string) => void): OpenSubscriber {
  const { pools, of } = openTargets(config);
  const { common, byService, control } = targetsOf(config);
  const entities = allEntities.map((definition) => (
    { entity: definition.name, target: of(byService[definition.service] ?? common), tables: targetTables(definition) }));
  const subscriber = createSubscriber({ entities, publisher: openPublisher(config), say });
  return {
    ...subscriber,
    control: of(control),
    // Before the first run nothing is under way, and nothing to tell of.
    unsettled: () => withTarget(of(control), readUnsettled).catch((error: unknown) => (isUnprepared(error) ? [] : Promise.reject(error as Error))),
    close: async () => {
      await subscriber.close();
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
}
