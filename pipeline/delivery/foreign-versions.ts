/** Events of another schema than a subscriber knows. */
export interface ForeignVersions {
  /** Events of this version have come. @returns whether they are to be handed out again: by then one side may be upgraded. */
  mayWait(entity: string, version: string): boolean;
}

export interface ForeignVersionOptions {
  /** What the subscriber knows of an entity. */
  readonly known: (entity: string) => string;
  readonly say: (line: string) => void;
  /** Milliseconds; default 15 minutes. */
  readonly patienceMs?: number;
  /** Milliseconds; default the time of day. */
  readonly now?: () => number;
}

const minutes = 60_000;

/** A version that has not come for so long has gone: what is sent again comes within one minute. */
const forgottenMs = 5 * minutes;

interface Seen {
  readonly since: number;
  readonly last: number;
}

/**
 * While a publisher and its subscribers are upgraded one after the other, some of them know other columns than the rest.
 * That passes, so it is waited for; but not for ever, because nothing behind it is settled meanwhile.
 */
export function createForeignVersions({ known, say, patienceMs = 15 * minutes, now = Date.now }: ForeignVersionOptions): ForeignVersions {
  const versions = new Map<string, Seen>();
  return {
    mayWait: (entity, version) => {
      const [name, at] = [`${entity} ${version}`, now()];
      const before = versions.get(name);
      const isNew = before === undefined || at - before.last > forgottenMs;
      const since = isNew ? at : before.since;
      versions.set(name, { since, last: at });
      const waits = at - since < patienceMs;
      const what = `events of ${entity} are of schema ${version}, and this subscriber knows ${known(entity)}`;
      if (isNew) say(`${what}: upgrade whichever is older. They are handed out again for ${Math.round(patienceMs / minutes)} min, then they are dead letters`);
      else if (!waits && before.last - since < patienceMs) say(`${what}, for ${Math.round(patienceMs / minutes)} min now: they become dead letters`);
      return waits;
    },
  };
}
