import { InvalidArgumentError } from 'commander';
import { queryNames } from '../../../contracts/messages';
import { cutoverId, type CutoverMessage, type CutoverMessages, type CutoverStatus } from '../../../contracts/read-cutover';
import { domains, type Domain } from '../../../contracts/routing';
import type { Temporal } from '../../connect-temporal';
import { temporalFault } from '../../temporal-fault';

/** The move of a domain's reads, that can be asked and told. */
export interface CutoverHandle {
  status(): Promise<CutoverStatus>;
  /** @returns its answer. @throws CommandFault with its reason when it says no. */
  say<Name extends CutoverMessage>(name: Name, word: CutoverMessages[Name]): Promise<string>;
}

/** Longest time, in milliseconds, to wait for a worker's answer. */
const patience = 20_000;

export function findCutover({ client }: Temporal, domain: Domain): CutoverHandle {
  const handle = client.workflow.getHandle(cutoverId(domain));
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    try {
      return await client.withDeadline(Date.now() + patience, question);
    } catch (error) {
      throw temporalFault(error, cutoverId(domain), `banyan cutover status ${domain}`);
    }
  };
  return {
    status: () => ask(() => handle.query<CutoverStatus>(queryNames.status)),
    say: (name, word) => ask(() => handle.executeUpdate<string, [typeof word]>(name, { args: [word] })),
  };
}

/** A domain as an argument of a command. */
export function domainArgument(text: string): Domain {
  const found = domains.find((name) => name === text);
  if (!found) throw new InvalidArgumentError(`It must be one of ${domains.join(', ')}.`);
  return found;
}
