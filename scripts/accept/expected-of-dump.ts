import type { Expectation } from '../rehearsal/accept-expected';
import type { Expected } from '../rehearsal/judge-quarantine';
import knownDumps from './expected-quarantine.json';

/** A dump that was tried before, and exactly what of it PostgreSQL cannot hold. */
export interface KnownDump {
  readonly dump: string;
  /** Of the dump when unpacked. */
  readonly sha256: string;
  readonly quarantine: readonly Expected[];
}

/** What may stay in quarantine of a dump, by its content; its file may have any name. */
export function expectedOfDump(sha256: string, known: readonly KnownDump[] = knownDumps): Expectation {
  return known.find((dump) => dump.sha256 === sha256)?.quarantine ?? 'whatever there is';
}
