import { queryNames } from '../../../contracts/messages';
import { cutoverId, type CutoverMessage, type CutoverMessages, type CutoverStatus } from '../../../contracts/read-cutover';
import type { Domain } from '../../../contracts/routing';
import { asking, unlessBroken } from '../../ask-workflow';
import type { Temporal } from '../../connect-temporal';

/** The move of a domain's reads, that can be asked and told. */
export interface CutoverHandle {
  status(): Promise<CutoverStatus>;
  /** @returns its answer. @throws CommandFault with its reason when it says no. */
  say<Name extends CutoverMessage>(name: Name, word: CutoverMessages[Name]): Promise<string>;
}

export function findCutover(temporal: Temporal, domain: Domain): CutoverHandle {
  const handle = temporal.client.workflow.getHandle(cutoverId(domain));
  const ask = asking(temporal, { run: cutoverId(domain), look: `banyan cutover status ${domain}` });
  return {
    status: () => ask(() => unlessBroken(handle, () => handle.query<CutoverStatus>(queryNames.status))),
    say: (name, word) => ask(() => handle.executeUpdate<string, [typeof word]>(name, { args: [word] })),
  };
}
