import { Argument, InvalidArgumentError } from 'commander';
import { entityNames } from '../../pipeline/entity-names';

/** Refuses what is no entity, and says what there is. */
export function knownEntity(name: string): string {
  if (!entityNames.includes(name)) throw new InvalidArgumentError(`There are: ${entityNames.join(', ')}.`);
  return name;
}

/** `<entity>`, checked before anything is said to a run. */
export const entityArgument = (): Argument => new Argument('<entity>', 'as banyan status names it').argParser(knownEntity);
