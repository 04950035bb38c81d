import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** The variable by which everything that a stage starts, however far down, can be told from everything else. */
export const MARK = 'BANYAN_TEST_STAGE';

/** A process that outlives the stage that started it. */
export type Leftover = { readonly pid: number; readonly command: string };

const fieldsOf = (pid: number, file: 'environ' | 'cmdline'): readonly string[] => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1').split('\0');
  } catch {
    // It has ended meanwhile, or belongs to somebody else.
    return [];
  }
};

/** Processes that carry a mark. Only where there is /proc; elsewhere none are found. */
export const findLeftovers = (mark: string): readonly Leftover[] =>
  (existsSync('/proc/self/environ') ? readdirSync('/proc') : [])
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => fieldsOf(pid, 'environ').includes(`${MARK}=${mark}`))
    .map((pid) => ({ pid, command: fieldsOf(pid, 'cmdline').join(' ').trim() }));

const end = ({ pid }: Leftover): void => {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

/** Gives everything that carries a mark a while to end by itself, then ends it. @returns what had to be ended. */
export const endLeftovers = async (mark: string, patienceMs = 20_000): Promise<readonly Leftover[]> => {
  for (const until = Date.now() + patienceMs; findLeftovers(mark).length > 0 && Date.now() < until;) await pause(100);
  const left = findLeftovers(mark);
  left.forEach(end);
  return left;
};
