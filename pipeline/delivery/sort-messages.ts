import { z } from 'zod';
import { changeEvent, type ChangeEvent } from '../../contracts/change-event';
import type { EntityTarget } from './apply-events';
import { schemaVersionOf } from './schema-version';

/** An event of our entity, of another schema. */
export interface Foreign {
  /** Place among the messages. */
  readonly at: number;
  readonly version: string;
  /** Undefined when not even its envelope is known here. */
  readonly event?: ChangeEvent;
}

export interface SortedMessages {
  readonly readable: readonly { readonly event: ChangeEvent; readonly at: number }[];
  readonly foreign: readonly Foreign[];
  /** Places of what is no event of the entity, in whatever version. */
  readonly unreadable: readonly number[];
}

/** What every version of an event has. */
const versioned = z.object({ entity: z.string(), schemaversion: z.string().regex(/^\d+\.[0-9a-f]{8}$/) });

/** Tells messages apart: what can be applied, what another version of Banyan wrote, and what is neither. */
export function sortMessages(to: Pick<EntityTarget, 'entity' | 'tables'>, messages: readonly unknown[]): SortedMessages {
  const known = schemaVersionOf(to.tables);
  const sorted = { readable: [] as { event: ChangeEvent; at: number }[], foreign: [] as Foreign[], unreadable: [] as number[] };
  for (const [at, message] of messages.entries()) {
    const { data: event } = changeEvent.safeParse(message);
    if (event?.entity === to.entity && event.schemaversion === known) {
      sorted.readable.push({ event, at });
      continue;
    }
    const { data: told } = versioned.safeParse(message);
    if (told?.entity === to.entity && told.schemaversion !== known) sorted.foreign.push({ at, version: told.schemaversion, event });
    else sorted.unreadable.push(at);
  }
  return sorted;
}
