import { withTarget } from '../../target/connect';
import { settledLabels } from '../../target/settled-labels';
import type { EntityTarget } from './apply-events';
import { buryNow, letterOf, unknownLetter, type DlqSetting } from './bury';
import { describeFault } from './describe-fault';
import type { ForeignVersions } from './foreign-versions';
import { schemaVersionOf } from './schema-version';
import type { Foreign } from './sort-messages';

export interface ForeignJudge extends DlqSetting {
  readonly foreign: ForeignVersions;
}

/**
 * Events of another schema: those that the ledger is past are done with. The others are handed out again for as long as
 * an upgrade may take, and then they are dead letters.
 * @returns places of those that are to be handed out again.
 */
export async function judgeForeign(judge: ForeignJudge, to: EntityTarget, events: readonly Foreign[]): Promise<Set<number>> {
  if (events.length === 0) return new Set();
  const again = new Set<number>();
  try {
    const keys = events.flatMap(({ event }) => (event ? [Number(event.entitykey)] : []));
    const settled = await withTarget(to.target, (client) => settledLabels(client, { entity: to.entity, keys }));
    for (const foreign of events) if (!(await isDone(judge, to, { ...foreign, settled }))) again.add(foreign.at);
    return again;
  } catch (error) {
    judge.say(`${to.entity}: ${describeFault(error)}; ${events.length} events will be handed out again`);
    return new Set(events.map(({ at }) => at));
  }
}

async function isDone(judge: ForeignJudge, to: EntityTarget, { version, event, settled }: Omit<Foreign, 'at'> & { readonly settled: ReadonlyMap<number, number> }): Promise<boolean> {
  if (event && (settled.get(Number(event.entitykey)) ?? -1) >= Number(event.label)) return true;
  if (judge.foreign.mayWait(to.entity, version)) return false;
  return buryNow(judge, to, { ...(event ? letterOf(event) : unknownLetter(to)), error: `the event is of schema ${version}, this subscriber knows ${schemaVersionOf(to.tables)}` });
}
