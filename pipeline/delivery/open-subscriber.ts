import type { SubscriberConfig } from '../../contracts/config';
import { allEntities } from '../../entities/all-entities';
import { targetTables } from '../../entities/grammar/target-table';
import { openTargets, targetsOf } from '../open-context';
import { openPublisher } from './open-publisher';
import { createSubscriber, type Subscriber } from './subscriber';

/** A subscriber to the changes of every entity, on the targets that the settings name. */
export function openSubscriber(config: SubscriberConfig, say: (line: string) => void): Subscriber {
  const { pools, of } = openTargets(config);
  const { common, byService } = targetsOf(config);
  const entities = allEntities.map((definition) => (
    { entity: definition.name, target: of(byService[definition.service] ?? common), tables: targetTables(definition) }));
  const subscriber = createSubscriber({ entities, publisher: openPublisher(config), say });
  return {
    ...subscriber,
    close: async () => {
      await subscriber.close();
      await Promise.all(pools.map((pool) => pool.end()));
    },
  };
}
