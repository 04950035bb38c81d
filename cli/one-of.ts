import { InvalidArgumentError } from 'commander';
import { domains, type Domain } from '../contracts/routing';

/** A word out of a list, as an argument of a command. */
export function oneOf<T extends string>(names: readonly T[], text: string): T {
  const found = names.find((name) => name === text);
  if (!found) throw new InvalidArgumentError(`It must be one of ${names.join(', ')}.`);
  return found;
}

/** A domain as an argument of a command. */
export const domainArgument = (text: string): Domain => oneOf(domains, text);
