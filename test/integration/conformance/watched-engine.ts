import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineProgram } from '../../../source/debezium-engine';

/** An engine whose processes are known: each start of Java is written down. */
export interface WatchedEngine {
  readonly program: EngineProgram;
  /** Process ids of all that were started, in order. */
  pids(): number[];
}

/** @param dir folder for the list. */
export function watchEngine({ home, java }: EngineProgram, dir: string): WatchedEngine {
  const [list, script] = [join(dir, 'pids'), join(dir, 'java')];
  // Asked for its version it is no engine.
  writeFileSync(script, `#!/bin/sh\n[ "$1" = --version ] || echo $$ >> '${list}'\nexec '${java}' "$@"\n`, { mode: 0o755 });
  return { program: { home, java: script }, pids: () => (existsSync(list) ? readFileSync(list, 'utf8').trim().split('\n').map(Number) : []) };
}

/** A process that has ended and that nobody has asked about yet is not alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    // ESRCH: no such process.
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
}
